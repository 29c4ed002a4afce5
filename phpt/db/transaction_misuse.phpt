--TEST--
Db: transactions used in the wrong place, at the wrong time, or left lying about
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
$log = temporaryFolder() . '/log';
ini_set('error_log', $log);
ini_set('log_errors', '1');
onEachDatabase(function (TestDb $test) use ($log) {
    file_put_contents($log, '');
    $db = $test->open(['poolSize' => 1]);
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(20) UNIQUE)");
    $count = fn () => $db->query('SELECT count(*) FROM t')->then(fn ($r) => $r->fetchValue());
    $try = function (callable $work) use ($db) {
        try { show(yield $db->transaction($work)); } catch (Throwable $e) { echo failure($e), "\n"; }
    };
    // A pool of one: whoever would wait for itself is told at once, and by what.
    yield $try(function ($tx) use ($db) { yield $tx->query("INSERT INTO t (a) VALUES ('1')"); yield $db->query('SELECT 1'); });
    yield $try(function ($tx) use ($db) { yield $db->transaction(fn () => print("never\n")); });
    show(yield $count());
    // Two: they wait for each other's ends, in order.
    show(yield [$db->transaction(function ($tx) { yield Aha\sleep(0.01); return 'first'; }), $db->transaction(fn ($tx) => 'second')]);
    // By hand.
    $tx = yield $db->beginTrans();
    try { yield $db->query('SELECT 1', [], ['timeout' => 0.05]); } catch (Aha\PoolException $e) { echo failure($e), "\n"; }
    yield $tx->query("INSERT INTO t (a) VALUES ('kept')");
    show($tx->isOpen());
    yield $tx->commit();
    show($tx->isOpen(), yield $count());
    foreach (['commit', 'rollback', fn ($tx) => $tx->query('SELECT 1'), fn ($tx) => $tx->stream('SELECT 1'), fn ($tx) => $tx->transaction(fn () => 1), fn ($tx) => $tx->insertMany('t', ['a'], []), fn ($tx) => $tx->queue('a', 'b'), fn ($tx) => $tx->future()] as $call) {
        try { is_string($call) ? $tx->$call() : $call($tx); } catch (Aha\StateException $e) { echo failure($e), "\n"; }
    }
    try { $db->beginTrans()->query('SELECT 1'); } catch (Aha\StateException $e) { echo failure($e), "\n"; }
    try { new Aha\Storage\Db\Transaction; } catch (Error $e) { echo get_class($e), "\n"; }
    // The closure's own: it may not end it, keep it, or go round its inner one.
    yield $try(fn ($tx) => $tx->commit());
    yield $try(fn ($tx) => $tx->transaction(fn ($inner) => $tx->query('SELECT 1')));
    $kept = null;
    yield $try(function ($tx) use (&$kept) { $kept = $tx; });
    try { $kept->query('SELECT 1'); } catch (Aha\StateException $e) { echo failure($e), "\n"; }
    // Forgotten: undone, and said.
    (function () use ($db) { $tx = yield $db->beginTrans(); yield $tx->query("INSERT INTO t (a) VALUES ('lost')"); return null; });
    $tx = yield $db->beginTrans();
    yield $tx->query("INSERT INTO t (a) VALUES ('lost')");
    unset($tx);
    show(yield $count());
    echo preg_replace(['~^\[.*?\] ~m', '~ \S*/(\w+\.php:)~'], ['', ' $1'], file_get_contents($log));
    show(yield idle($db), $db->stats()['size']);
});
--EXPECT--
Aha\DeadlockException: The task would wait for itself:
  task N (started at transaction_misuse.php:12) waits for the database DB at transaction_misuse.php:15
  All 1 connections of DB are held by transactions: use $tx->query() within them, or a larger poolSize
Aha\DeadlockException: The task would wait for itself:
  task N (started at transaction_misuse.php:12) waits for the transaction begun at transaction_misuse.php:16 at transaction_misuse.php:16
  All 1 connections of DB are held by transactions: use $tx->query() within them, or a larger poolSize
  task N (started at transaction_misuse.php:16) waits for the database DB at transaction_misuse.php:16
0
["first","second"]
Aha\PoolException: The pool DB is exhausted: no connection within 50 ms; 1 of 1 in use, longest by transaction_misuse.php:21 (N s); 1 waits in "SELECT ?"
true
false 1
Aha\StateException: The transaction begun at transaction_misuse.php:21 has ended
Aha\StateException: The transaction begun at transaction_misuse.php:21 has ended
Aha\StateException: The transaction begun at transaction_misuse.php:21 has ended
Aha\StateException: The transaction begun at transaction_misuse.php:21 has ended
Aha\StateException: The transaction begun at transaction_misuse.php:21 has ended
Aha\StateException: The transaction begun at transaction_misuse.php:21 has ended
Aha\StateException: The transaction has begun already: the time of its chain is over
Aha\StateException: The transaction has begun already: the time of its chain is over
Aha\StateException: The transaction begun at transaction_misuse.php:30 has not begun: `yield` it first, or use queue()
Error
Aha\StateException: transaction() commits when its closure returns, and rolls back when that throws
Aha\StateException: The transaction begun at transaction_misuse.php:12 waits for the end of the one within it: use the Transaction that its closure was given
null
Aha\StateException: The transaction begun at transaction_misuse.php:12 has ended
1
aha: the transaction begun at transaction_misuse.php:40 was neither committed nor rolled back, and nobody holds it any more: it is rolled back
0 1
