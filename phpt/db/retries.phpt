--TEST--
Db: a transaction that is a victim of a deadlock is tried again, as often as it may
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
use Aha\Storage\Db\DeadlockException;
// SQLite: another process (here: another driver) writes.
$test = sqlite();
Aha\run(function () use ($test) {
    $db = $test->open();
    $other = $test->open(['busy_timeout' => 0.02]);
    yield $db->query('CREATE TABLE t (a)');
    $held = yield $db->beginTrans();
    yield $held->query('INSERT INTO t VALUES (1)');
    $begun = 0;
    $work = function ($tx) use (&$begun) { $begun++; yield $tx->query('INSERT INTO t VALUES (2)'); return 'done'; };
    try { yield $other->transaction($work); } catch (DeadlockException $e) { echo get_class($e), "\n"; }
    try { yield $other->transaction($work, ['retries' => 2]); } catch (DeadlockException $e) { echo get_class($e), "\n"; }
    show($begun, $other->stats()['errors']['deadlock']);
    $trying = $other->transaction($work, ['retries' => 100]);
    yield Aha\sleep(0.05);
    yield $held->commit();
    show(yield $trying, $begun, (yield $db->query('SELECT count(*) FROM t'))->fetchValue(), yield idle($other));
    // The closure's own: only what is a deadlock, and not when it is cancelled meanwhile.
    $calls = 0;
    try { yield $db->transaction(function () use (&$calls) { $calls++; throw new DomainException('mine'); }, ['retries' => 5]); } catch (DomainException $e) { show($calls); }
    $held = yield $db->beginTrans();
    yield $held->query('INSERT INTO t VALUES (3)');
    $trying = $other->transaction($work, ['retries' => 100]);
    yield Aha\sleep(0.05);
    $trying->cancel();
    try { yield $trying; } catch (Aha\CancelledException | DeadlockException $e) { echo "given up\n"; }
    yield $held->rollback();
    show(yield idle($other), yield idle($db));
});
// MariaDB: two that lock rows in opposite order.
if ($test = mariaDb()) {
    ob_start();
    Aha\run(function () use ($test) {
        $db = $test->open();
        yield $db->query('CREATE TABLE t (id INT PRIMARY KEY, n INT)');
        yield $db->insertMany('t', ['id', 'n'], [[1, 0], [2, 0]]);
        $met = [new Aha\Coroutine\Channel(10), new Aha\Coroutine\Channel(10)];
        $calls = 0;
        $work = function (int $me) use ($met, &$calls) { return function ($tx) use ($me, $met, &$calls) {
            $first = $calls++ < 2;
            yield $tx->query('UPDATE t SET n = n + 1 WHERE id = ?', [$me + 1]);
            if ($first) { // both have their first lock
                yield $met[1 - $me]->push(true);
                yield $met[$me]->pop();
            }
            yield $tx->query('UPDATE t SET n = n + 1 WHERE id = ?', [2 - $me]);
            return 'done';
        }; };
        show(yield [$db->transaction($work(0), ['retries' => 3]), $db->transaction($work(1), ['retries' => 3])], $calls);
        show((yield $db->query('SELECT n FROM t ORDER BY id'))->fetchColumn(), $db->stats()['errors']['deadlock'], yield idle($db));
    });
    $text = ob_get_clean();
    echo $text === "[\"done\",\"done\"] 3\n[2,2] 1 0\n" ? '' : $text;
}
--EXPECT--
Aha\Storage\Db\DeadlockException
Aha\Storage\Db\DeadlockException
0 4
"done" 1 2 0
1
given up
0 0
