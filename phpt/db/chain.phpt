--TEST--
Db: Aha's chain of statements in a transaction, by yield, by callback and by execute()
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
ini_set('error_log', '/dev/null');
onEachDatabase(function (TestDb $test) {
    $db = $test->open(['poolSize' => 2]);
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(20) UNIQUE)");
    $names = fn () => $db->query('SELECT a FROM t ORDER BY id')->then(fn ($r) => implode(',', $r->fetchColumn()));
    // Aha's demonstration: the second statement needs what the first has brought.
    $r = yield $db->beginTrans()
        ->queue('user', "INSERT INTO t (a) VALUES ('user')")
        ->queue('friend', fn ($r) => "INSERT INTO t (a) VALUES ('friend of {$r['user']['last_insert_id']}')")
        ->queue('all', function ($r) { yield Aha\sleep(0.001); return ['SELECT a FROM t WHERE id <= ? ORDER BY id', [$r['friend']['last_insert_id']]]; });
    show($r['result']['user'], $r['user'], $r['friend']['affected_rows'], $r['all']['result']->fetchColumn(), $r['dbObj'], $r['dbSock']);
    show(array_keys($r));
    show((yield $db->beginTrans()->queue('x', 'SELECT 1')->setCallback(fn (...$arguments) => show('callback', array_slice($arguments, 1)))->execute()) !== false);
    // By execute(): the results, or an exception.
    show(array_keys(yield $db->beginTrans()->queue('one', "INSERT INTO t (a) VALUES ('single')")->execute()));
    // Each place where it can fail undoes all of it: first, middle, last, a closure, its value, the commit of nothing.
    $good = fn ($chain, $key) => $chain->queue($key, "INSERT INTO t (a) VALUES ('$key')");
    $bad = "INSERT INTO t (a) VALUES ('user')";
    $chains = [
        'first' => fn ($chain) => $good($chain->queue('x', $bad), 'y'),
        'middle' => fn ($chain) => $good($good($chain, 'x')->queue('y', $bad), 'z'),
        'last' => fn ($chain) => $good($chain, 'x')->queue('y', $bad),
        'syntax' => fn ($chain) => $good($chain, 'x')->queue('y', 'nonsense'),
    ];
    foreach ($chains as $where => $make) {
        $r = yield $make($db->beginTrans());
        show($where, $r['result'], $r['dbObj']->errno > 0, count($r));
        try { yield $make($db->beginTrans())->execute(); } catch (Aha\Storage\Db\QueryException $e) { echo get_class($e), "\n"; }
        $told = $make($db->beginTrans())->setCallback(fn (...$arguments) => show('callback', $arguments))->execute();
        show(yield $told);
    }
    foreach ([fn () => throw new DomainException('mine'), function () { yield Aha\sleep(0.001); throw new DomainException('mine later'); }, fn () => 5, fn () => ['SELECT ?', [[]]], fn () => null] as $closure) {
        try { yield $good($db->beginTrans(), 'x')->queue('y', $closure); } catch (Throwable $e) { echo failure($e), "\n"; }
        show(yield $good($db->beginTrans(), 'x')->queue('y', $closure)->execute(fn (...$arguments) => show('callback', $arguments)));
    }
    show(yield $names());
    // Without a connection: false three times.
    show(yield $test->open(['poolSize' => 0])->beginTrans()->queue('a', 'SELECT 1'));
    // Cancelled: undone.
    $chain = $good($db->beginTrans(), 'x')->queue('y', function () { yield Aha\sleep(60); })->execute();
    yield Aha\sleep(0.02);
    $chain->cancel();
    try { yield $chain; } catch (Aha\CancelledException $e) { echo get_class($e), "\n"; }
    // What it is not for.
    $used = $good($db->beginTrans(), 'used');
    yield $used;
    foreach ([fn () => $db->beginTrans()->execute(), fn () => $good($good($db->beginTrans(), 'a'), 'a'), fn () => $used->queue('b', 'c'), fn () => $used->execute(), fn () => $used->setCallback(null), fn () => $db->beginTrans()->queue('a', 5), fn () => $db->beginTrans(['retries' => 1])] as $wrong) {
        try { $wrong(); } catch (Throwable $e) { echo failure($e), "\n"; }
    }
    show(yield $names(), yield idle($db));
});
--EXPECT--
{"result":true,"affected_rows":1,"last_insert_id":1} {"result":true,"affected_rows":1,"last_insert_id":1} 1 ["user","friend of 1"] false false
["result","dbObj","dbSock","user","friend","all"]
"callback" [false,false]
true
["one"]
"first" false true 3
Aha\Storage\Db\DuplicateException
"callback" [false,false,false]
false
"middle" false true 3
Aha\Storage\Db\DuplicateException
"callback" [false,false,false]
false
"last" false true 3
Aha\Storage\Db\DuplicateException
"callback" [false,false,false]
false
"syntax" false true 3
Aha\Storage\Db\SyntaxException
"callback" [false,false,false]
false
DomainException: mine
"callback" [false,false,false]
false
DomainException: mine later
"callback" [false,false,false]
false
TypeError: The statement "y" of the chain must be SQL or [SQL, parameters], int given
"callback" [false,false,false]
false
ValueError: Parameter 1 cannot be sent to a database: it is of the type array
"callback" [false,false,false]
false
TypeError: The statement "y" of the chain must be SQL or [SQL, parameters], null given
"callback" [false,false,false]
false
"user,friend of 1,single"
{"result":false,"dbObj":false,"dbSock":false}
Aha\CancelledException
Aha\StateException: The chain is empty: queue() comes first
Aha\StateException: The chain has a statement "a" already
Aha\StateException: The transaction has begun already: the time of its chain is over
Aha\StateException: The transaction has begun already: the time of its chain is over
Aha\StateException: The transaction has begun already: the time of its chain is over
TypeError: Aha\Storage\Db\Transaction::queue(): Argument #2 ($statement) must be of type string|array|Closure, int given
Aha\ConfigException: beginTrans(): unknown option "retries"; did you mean "read_only"?
"user,friend of 1,single,used" 0
