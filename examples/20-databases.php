<?php

// 18 · Databases
//
// Queries behind a pool of connections: with parameters, many at once, as callbacks, row by row. SQLite in memory, so that no server is
// needed; for MySQL or MariaDB only the options of getConnection() are others.
//
//     php examples/20-databases.php

use Aha\Storage\Db\Pool;

$db = Pool::getConnection('demo', ['driver' => 'sqlite', 'path' => ':memory:']);
// $db = Pool::getConnection('demo', ['host' => '127.0.0.1', 'user' => 'demo', 'password' => '…', 'dbName' => 'demo', 'poolSize' => 8]);

Aha\run(function () use ($db) {
    yield $db->query('CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT UNIQUE, age INTEGER)');

    // With parameters a statement is prepared, and nothing in them can be mistaken for SQL.
    $result = yield $db->query('INSERT INTO user (name, age) VALUES (?, ?)', ["Robert'); DROP TABLE user;--", 9]);
    echo "inserted {$result->affectedRows} row, its id is {$result->lastInsertId}\n";
    yield $db->query('INSERT INTO user (name, age) VALUES (:name, :age)', ['name' => 'Ada', 'age' => 36]);

    // Rows are arrays; foreach makes them one by one.
    foreach (yield $db->query('SELECT name, age FROM user WHERE age > ? ORDER BY id', [1]) as $row) {
        echo "{$row['name']} is {$row['age']}\n";
    }

    // Many queries at once: as many connections as there are, the rest waits in line.
    [$count, $oldest] = yield [$db->query('SELECT count(*) FROM user'), $db->query('SELECT max(age) FROM user')];
    echo "{$count->fetchValue()} users, the oldest is {$oldest->fetchValue()}\n";

    // What the database refuses is an exception with its kind, the statement and the time it took.
    try {
        yield $db->query('INSERT INTO user (name) VALUES (?)', ['Ada']);
    } catch (Aha\Storage\Db\DuplicateException $e) {
        echo get_class($e), ": {$e->getMessage()}\n";
    }

    // Many rows go in with few statements, and come out one by one: neither needs memory for all of them.
    $rows = (function () {
        for ($i = 1; $i <= 10000; $i++) {
            yield ["user $i", $i % 100];
        }
    })();
    echo yield $db->insertMany('user', ['name', 'age'], $rows), " rows inserted\n";
    $cursor = $db->stream('SELECT age FROM user');
    for ($sum = 0; $row = yield $cursor->fetch(); $sum += $row['age']);
    echo "the sum of their ages is $sum\n";

    // Aha's shapes: a callback with (result, dbObj, dbSock), and an array that is yielded.
    yield $db->query('SELECT name FROM user WHERE id = 2', function ($result, $dbObj, $dbSock) {
        echo 'callback: ', json_encode($result->fetch_all()), "\n";
    });
    $data = yield $db->createCoroutine()->query('SELECT name FROM user WHERE id = 2');
    echo 'coroutine: ', json_encode($data['result']->fetch_all()), "\n";

    // And without any yield, in a fiber.
    yield Aha\fiber(function () use ($db) {
        echo 'fiber: ', Aha\await($db->query('SELECT name FROM user WHERE id = 2'))->fetchValue(), "\n";
    });

    $stats = Pool::stats('demo');
    echo "{$stats['queries']} queries over {$stats['created']} connection, used again ", round($stats['reuse_ratio'] * 100), " % of the time\n";
});
