--TEST--
Db: cursors read rows as they are fetched, in bounded memory
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    $db = $test->open(['poolSize' => 2]);
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(200))");
    $count = yield $db->insertMany('t', ['a'], array_map(fn ($i) => [str_repeat('x', 100) . $i], range(1, 20000)));
    show($count);
    $cursor = $db->stream('SELECT id, a FROM t WHERE id > ? ORDER BY id', [10], ['batch' => 4096]);
    show($cursor->columns());
    $n = $sum = 0;
    $before = memory_get_usage();
    while ($row = yield $cursor->fetch()) {
        $n++;
        $sum += $row['id'];
        if ($n === 15000) { $grown = memory_get_usage() - $before; }
    }
    show($n, $sum, $grown < 10000, array_column($cursor->columns(), 'name'));
    show(yield $cursor->fetch(), yield idle($db));
    // foreach waits: in a fiber.
    show(yield Aha\fiber(function () use ($db) {
        $n = 0;
        foreach ($db->stream('SELECT id FROM t ORDER BY id', [], ['batch' => 4096]) as $key => $row) { $n++; }
        return [$n, $key, $row];
    }));
    $cursor = $db->stream('SELECT id FROM t ORDER BY id', [], ['batch' => 4096]);
    try { foreach ($cursor as $row) {} } catch (Aha\StateException $e) { echo failure($e), "\n"; }
    // Left in the middle: closed, dropped, cancelled. The connection is given back, or made anew.
    show((yield $cursor->fetch()) !== null);
    $cursor->close();
    show(yield $cursor->fetch());
    $cursor = $db->stream('SELECT id FROM t', [], ['batch' => 4096]);
    yield $cursor->fetch();
    unset($cursor);
    $cursor = $db->stream('SELECT id FROM t', [], ['batch' => 4096]);
    $fetch = $cursor->fetch();
    $fetch->cancel();
    show((yield $cursor->fetch())['id']);
    $waiting = $cursor->fetch();
    try { for (;;) { $last = $cursor->fetch(); $cursor->fetch(); } } catch (Aha\StateException $e) { echo failure($e), "\n"; }
    unset($cursor, $waiting, $last, $fetch);
    show((yield [$db->query('SELECT 1'), $db->query('SELECT 2')])[1]->fetchValue());
    // Errors: at the first fetch, and ever after.
    $cursor = $db->stream('SELECT nope FROM t');
    foreach ([1, 2] as $_) {
        try { yield $cursor->fetch(); } catch (Aha\Storage\Db\SyntaxException $e) { show(get_class($e), $e->getSql()); }
    }
    try { $db->stream('SELECT :a', ['b' => 1]); } catch (ValueError $e) { echo failure($e), "\n"; }
    try { $db->stream('SELECT 1', [], ['prepared' => 1]); } catch (Aha\ConfigException $e) { echo failure($e), "\n"; }
    // An empty result, one without rows.
    show(yield $db->stream('SELECT id FROM t WHERE id < 0')->fetch());
    show(yield $db->stream('UPDATE t SET a = a WHERE id = 1')->fetch());
    // Within a transaction: its other statements come after it.
    show(yield $db->transaction(function ($tx) {
        yield $tx->query('DELETE FROM t WHERE id > 3');
        $cursor = $tx->stream('SELECT id FROM t ORDER BY id');
        $n = 0;
        while (yield $cursor->fetch()) { $n++; }
        return [$n, (yield $tx->query('SELECT count(*) FROM t'))->fetchValue()];
    }));
    show(yield idle($db), $db->stats()['streamed'] > 5);
});
--EXPECT--
20000
[]
19990 200009945 true ["id","a"]
null 0
[20000,19999,{"id":20000}]
Aha\StateException: foreach over a Cursor suspends a fiber, and this code runs in none: use `yield`, or start the code with Aha\fiber()
true
null
1
Aha\StateException: Another fetch() of this cursor waits: one after the other
2
"Aha\\Storage\\Db\\SyntaxException" "SELECT nope FROM t"
"Aha\\Storage\\Db\\SyntaxException" "SELECT nope FROM t"
ValueError: The statement has no parameter :b
Aha\ConfigException: stream(): unknown option "prepared"; did you mean "batch"?
null
null
[3,3]
0 true
