--TEST--
Db: generator, callback and fiber style, and Aha's shapes
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
class Page
{
    public function loaded($result, $dbObj, $dbSock): void
    {
        show('method', $result->fetch_all(1), $dbObj->errno, is_int($dbSock));
    }
}
onEachDatabase(function (TestDb $test) {
    $db = $test->open();
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(20) UNIQUE)");
    // The result outlives its callback.
    $kept = null;
    $envelope = yield $db->query("INSERT INTO t (a) VALUES ('x')", function ($result, $dbObj, $dbSock) {
        show($result, $dbObj->affected_rows, $dbObj->insert_id, $dbObj->errno, $dbObj->error);
    });
    show(array_keys($envelope), $envelope['result']);
    yield $db->query('SELECT a FROM t', function ($result, $dbObj, $dbSock) use (&$kept) { $kept = $result; });
    yield $db->query('SELECT a FROM t', [new Page, 'loaded']);
    show($kept->fetch_all());
    // Refused by the database: false, with its error. No connection: false three times.
    yield $db->query("INSERT INTO t (a) VALUES ('x')", function ($result, $dbObj, $dbSock) {
        show($result, $dbObj instanceof Aha\Storage\Db\Link, $dbObj->errno > 0, $dbObj->error !== '', $dbObj->affected_rows, $dbSock !== false);
    });
    $off = $test->open(['poolSize' => 0]);
    yield $off->query('SELECT 1', function (...$arguments) { show($arguments); });
    // By yield: never throws.
    show((yield $db->createCoroutine()->query('SELECT a FROM t'))['result']->fetchOne());
    show((yield $db->createCoroutine()->query('SELECT a FROM t WHERE a = ?', ['x']))['result']->fetchOne());
    $failed = yield $db->createCoroutine()->query('SELECT nope FROM t');
    show($failed['result'], $failed['dbObj']->errno > 0);
    show(yield $off->createCoroutine()->query('SELECT 1'));
    try { yield $db->createCoroutine(); } catch (Aha\StateException $e) { echo failure($e), "\n"; }
    $cancelled = $db->query('SELECT 1', function (...$arguments) { show('cancelled', $arguments); });
    $cancelled->cancel();
    show(yield $cancelled);
    // Ours: value or error.
    $told = new Aha\Coroutine\Channel(2);
    $db->query('SELECT a FROM t', [], [], fn ($result, $error) => $told->push([$result->fetchValue(), $error]));
    $db->query('SELECT nope FROM t', [], [], fn ($result, $error) => $told->push([$result, get_class($error)]))->catch(fn () => null);
    $lines = [json_encode(yield $told->pop()), json_encode(yield $told->pop())];
    sort($lines);
    echo implode("\n", $lines), "\n";
    show(yield Aha\fiber(fn () => Aha\await($db->query('SELECT a FROM t'))->fetchValue()));
    show($db instanceof Aha\Storage\Db\Mysqli);
});
$db = sqlite()->open();
show(Aha\await($db->query('SELECT 5 AS five'))->rows); // outside of the loop
--EXPECT--
true 1 1 0 ""
["result","dbObj","dbSock"] true
"method" [{"a":"x"}] 0 true
[["x"]]
false true true true -1 true
[false,false,false]
{"a":"x"}
{"a":"x"}
false true
{"result":false,"dbObj":false,"dbSock":false}
Aha\StateException: There is nothing to run: query() comes first
{"result":false,"dbObj":false,"dbSock":false}
"cancelled" [false,false,false]
["x",null]
[null,"Aha\\Storage\\Db\\SyntaxException"]
"x"
true
[{"five":5}]
