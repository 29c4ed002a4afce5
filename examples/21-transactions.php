<?php

// 19 · Transactions
//
// All or nothing: as a closure, with savepoints, as Aha's chain of statements, by hand.
//
//     php examples/21-transactions.php

use Aha\Storage\Db\Pool;

$db = Pool::getConnection('demo', ['driver' => 'sqlite', 'path' => ':memory:']);

Aha\run(function () use ($db) {
    yield $db->query('CREATE TABLE account (name TEXT PRIMARY KEY, money INTEGER CHECK (money >= 0))');
    yield $db->insertMany('account', ['name', 'money'], [['Ada', 100], ['Bob', 50]]);

    $transfer = fn (string $from, string $to, int $amount) => $db->transaction(function ($tx) use ($from, $to, $amount) {
        yield $tx->query('UPDATE account SET money = money + ? WHERE name = ?', [$amount, $to]);
        yield $tx->query('UPDATE account SET money = money - ? WHERE name = ?', [$amount, $from]);
        return "$amount moved from $from to $to";
    }, ['retries' => 3]); // all of it again after a deadlock

    // It commits when the closure returns …
    echo yield $transfer('Ada', 'Bob', 30), "\n";
    // … and rolls back when it throws.
    try {
        yield $transfer('Ada', 'Bob', 1000);
    } catch (Aha\Storage\Db\ConstraintException $e) {
        echo get_class($e), ": nothing has moved\n";
    }

    // A transaction within one is a savepoint: what it did is undone, the rest stays.
    yield $db->transaction(function ($tx) {
        yield $tx->query("INSERT INTO account VALUES ('Cid', 0)");
        try {
            yield $tx->transaction(function ($inner) {
                yield $inner->query('DELETE FROM account');
                throw new RuntimeException('not like that');
            });
        } catch (RuntimeException $e) {
            echo "undone: {$e->getMessage()}\n";
        }
    });

    // Aha's chain: a closure gets the results of the statements before it and gives the next one.
    $results = yield $db->beginTrans()
        ->queue('user', "INSERT INTO account VALUES ('Dan', 7)")
        ->queue('gift', fn ($results) => ['UPDATE account SET money = money + ? WHERE name = ?', [$results['user']['affected_rows'], 'Cid']])
        ->queue('all', 'SELECT name, money FROM account ORDER BY name');
    echo json_encode($results['all']['result']), "\n";

    // By hand: begun when it is yielded. One that is forgotten is rolled back.
    $tx = yield $db->beginTrans();
    yield $tx->query('DELETE FROM account');
    yield $tx->rollback();
    echo (yield $db->query('SELECT count(*) FROM account'))->fetchValue(), " accounts\n";
});
