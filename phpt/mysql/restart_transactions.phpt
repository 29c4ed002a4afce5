--TEST--
MySQL: a server that dies and comes back in the middle of transactions: no hang, no half transaction, no leaked lease
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
// With 2 a commit that was answered is in the files, whatever happens to the process.
$mysql = MariaDb::own('--innodb-flush-log-at-trx-commit=2');
$db = $mysql->open(['poolSize' => 6, 'connect_timeout' => 2.0]);
$done = $unknown = [];
$failures = 0;
$isOver = false;
Aha\run(function () use ($db, $mysql, &$done, &$unknown, &$failures, &$isOver) {
    yield $db->query('CREATE TABLE account (id INT PRIMARY KEY, amount INT NOT NULL)');
    yield $db->query('CREATE TABLE transfer (id INT PRIMARY KEY)');
    yield $db->insertMany('account', ['id', 'amount'], array_map(fn ($id) => [$id, 100], range(1, 50)));
    // Money goes from one account to another, in three statements; in turns by closure, by chain and by hand.
    $transfer = function (int $id, int $from, int $to) use ($db) {
        $statements = [['INSERT INTO transfer VALUES (?)', [$id]], ['UPDATE account SET amount = amount - 1 WHERE id = ?', [min($from, $to)]],
            ['UPDATE account SET amount = amount + 1 WHERE id = ?', [max($from, $to)]]];
        if ($id % 3 === 0) {
            return yield $db->transaction(function ($tx) use ($statements) {
                foreach ($statements as $statement) {
                    yield $tx->query(...$statement);
                }
            });
        }
        $tx = $db->beginTrans();
        if ($id % 3 === 1) {
            return yield $tx->queue('a', $statements[0])->queue('b', $statements[1])->queue('c', $statements[2])->execute();
        }
        yield $tx;
        foreach ($statements as $statement) {
            yield $tx->query(...$statement);
        }
        yield $tx->commit();
    };
    $client = function (int $n) use ($transfer, &$done, &$unknown, &$failures, &$isOver) {
        for ($i = 0; !$isOver; $i++) {
            $id = $n * 1_000_000 + $i;
            try {
                yield from $transfer($id, 1 + $i * 7 % 25, 26 + $i * 11 % 25);
                $done[] = $id;
            } catch (Aha\Storage\Db\LostException | Aha\ConnectException | Aha\PoolException | Aha\Storage\Db\DeadlockException) {
                $unknown[] = $id; // perhaps it was the answer to COMMIT that was lost
                $failures++;
                yield Aha\sleep(0.005);
            }
        }
    };
    $clients = array_map(fn ($n) => Aha\go($client($n)), range(1, 15));
    for ($round = 1; $round <= 2; $round++) {
        $enough = count($done) + 100;
        while (count($done) < $enough) {
            yield Aha\sleep(0.01);
        }
        $before = $failures;
        $mysql->stop(true);
        while ($failures < $before + 15) {
            yield Aha\sleep(0.01);
        }
        $mysql->start(); // blocks the loop for a moment
    }
    $enough = count($done) + 100;
    while (count($done) < $enough) {
        yield Aha\sleep(0.01);
    }
    $isOver = true;
    yield $clients;
    $there = array_column((yield $db->query('SELECT id FROM transfer'))->rows, 'id');
    [$sum] = array_values((yield $db->query('SELECT CAST(SUM(amount) AS INT) AS s FROM account'))->fetchOne());
    $moved = (yield $db->query('SELECT CAST(SUM(amount) AS INT) AS s FROM account WHERE id > 25'))->fetchValue() - 25 * 100;
    echo 'committed and gone: ', count(array_diff($done, $there)), "\n";
    echo 'failed, refused or never asked for, and there: ', count(array_diff($there, $done, $unknown)), "\n";
    echo 'money: ', $sum, ', moved with their transfers: ', var_export($moved === count($there), true), "\n";
    $stats = $db->stats();
    echo 'in use: ', $stats['in_use'], ', waiting: ', $stats['waiting'], ', at most 6: ', var_export($stats['size'] <= 6, true), "\n";
    yield $db->close();
});
?>
--EXPECT--
committed and gone: 0
failed, refused or never asked for, and there: 0
money: 5000, moved with their transfers: true
in use: 0, waiting: 0, at most 6: true
