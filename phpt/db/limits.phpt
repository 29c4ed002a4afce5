--TEST--
Db: limits in time, cancellation and deadlines end a query; the connection is never used dirty
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    $db = $test->open(['poolSize' => 2]);
    // A statement that runs for longer than a test may take.
    $long = $test->kind === 'sqlite' ? 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n' : 'SELECT SLEEP(600)';
    yield [$db->query('SELECT 1'), $db->query('SELECT 2')];
    $begin = hrtime(true);
    try { yield $db->query($long, [], ['timeout' => 0.5]); } catch (Aha\TimeoutException $e) { echo get_class($e), "\n"; }
    try { yield Aha\timeout(0.1, $db->query($long)); } catch (Aha\TimeoutException $e) { echo get_class($e), "\n"; }
    $query = $db->query($long);
    yield Aha\sleep(0.05);
    $query->cancel();
    try { yield $query; } catch (Aha\CancelledException $e) { echo get_class($e), "\n"; }
    // A deadline is inherited by what is started within it.
    $scope = new Aha\Coroutine\Scope(0.1);
    $scope->go(function () use ($db, $long) { try { yield $db->query($long); } finally { echo "finally\n"; } });
    yield $scope->join();
    // In a transaction: it is over, and undone.
    try {
        yield $db->transaction(function ($tx) use ($long) {
            yield $tx->query('SELECT 1');
            try { yield $tx->query($long, [], ['timeout' => 0.5]); } catch (Aha\TimeoutException $e) { echo get_class($e), "\n"; }
            yield $tx->query('SELECT 2');
        });
    } catch (Aha\Exception $e) { show(str_contains($e->getMessage(), 'The session is over')); }
    try { yield $db->stream($long, [], ['timeout' => 0.5])->fetch(); } catch (Aha\TimeoutException $e) { echo get_class($e), "\n"; }
    // One for all, as an option of the database.
    $hasty = $test->open(['timeout' => 0.5]);
    try { yield $hasty->query($long); } catch (Aha\TimeoutException $e) { echo get_class($e), "\n"; }
    show((hrtime(true) - $begin) / 1e9 < 300);
    show(array_map(fn ($r) => $r->fetchValue(), yield [$db->query('SELECT 1'), $db->query('SELECT 2'), $db->query('SELECT 3')]));
    show(yield idle($db), $db->stats()['errors']['timed_out'] >= 2, $db->stats()['active']);
    // Larger than it may be.
    try { yield $db->query('SELECT ? AS a', [str_repeat('x', 5000)], ['max_result' => 1000]); } catch (Aha\Storage\Db\TooLargeException $e) { echo get_class($e), "\n"; }
    show((yield $db->query('SELECT 4'))->fetchValue());
});
--EXPECT--
Aha\TimeoutException
Aha\TimeoutException
Aha\CancelledException
finally
Aha\TimeoutException
true
Aha\TimeoutException
Aha\TimeoutException
true
[1,2,3]
0 true 0
Aha\Storage\Db\TooLargeException
4
