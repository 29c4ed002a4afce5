--TEST--
Db: a pool of one whose connection a cursor or a transaction holds: who waits is told who has it, and it serves again
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    $db = $test->open(['poolSize' => 1, 'pool_wait_timeout' => 1.0]);
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(1000))");
    yield $db->insertMany('t', ['a'], array_fill(0, 2000, [str_repeat('x', 500)]));
    $try = function () use ($db) {
        try {
            return (yield $db->query('SELECT 1 AS one'))->fetchValue();
        } catch (Aha\Exception $e) {
            return preg_replace('~ \(\d+\.\d s\)~', ' (N s)', failure($e));
        }
    };
    // The same task has rows to fetch still.
    $cursor = $db->stream('SELECT a FROM t', [], ['batch' => 1024]);
    yield $cursor->fetch();
    echo yield from $try(), "\n";
    show(strlen((yield $cursor->fetch())['a']));
    $cursor->close();
    unset($cursor);
    show(yield from idle($db), yield from $try());
    // The same task has begun a transaction by hand.
    $tx = yield $db->beginTrans();
    echo yield from $try(), "\n";
    show((yield $tx->query('SELECT 2 AS two'))->fetchValue());
    yield $tx->rollback();
    // Within transaction() it is certain that nothing else can end the wait: it does not begin.
    echo strtok(yield $db->transaction(function () use ($try) { return yield from $try(); }), "\n"), "\n";
    show(yield from $try(), yield from idle($db));
});
?>
--EXPECT--
Aha\PoolException: The pool DB is exhausted: no connection within 1000 ms; 1 of 1 in use, longest by one_connection.php:15 (N s); 1 waits in "SELECT ? AS one"
500
0 1
Aha\PoolException: The pool DB is exhausted: no connection within 1000 ms; 1 of 1 in use, longest by one_connection.php:23 (N s); 1 waits in "SELECT ? AS one"
2
Aha\DeadlockException: The task would wait for itself:
1 0
