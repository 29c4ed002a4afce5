--TEST--
MySQL: an exception for each kind of error by its number, deadlocks, limits
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::shared();
$db = $mysql->open(['poolSize' => 3]);
Aha\run(function () use ($db, $mysql) {
    yield $db->query('CREATE TABLE p (id INT PRIMARY KEY) ENGINE = InnoDB');
    yield $db->query('CREATE TABLE c (id INT PRIMARY KEY, p INT NOT NULL, CHECK (id < 1000), FOREIGN KEY (p) REFERENCES p (id)) ENGINE = InnoDB');
    yield $db->query('INSERT INTO p VALUES (1), (2)');
    yield $db->query('INSERT INTO c VALUES (1, 1)');
    $wrong = ['SELEKT 1', 'SELECT x FROM p', 'SELECT * FROM nothing', 'INSERT INTO p VALUES (1)', 'INSERT INTO c VALUES (2, 9)', 'DELETE FROM p WHERE id = 1',
        'INSERT INTO c VALUES (2, NULL)', 'INSERT INTO c VALUES (2000, 1)', "SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 31000, MESSAGE_TEXT = 'ours'",
        'SELECT * FROM mysql.no_such', "SELECT LENGTH('" . str_repeat('x', 17 << 20) . "')"];
    foreach ($wrong as $sql) {
        foreach ([false, true] as $prepared) {
            try {
                yield $db->query($sql, [], ['prepared' => $prepared]);
                echo "no error\n";
            } catch (Aha\Storage\Db\QueryException $e) {
                echo $prepared ? "the same\n" : get_class($e) . " {$e->getCode()} {$e->getSqlState()}\n";
            }
        }
    }
    // Two that lock each other: one is told so, and its transaction may be tried again.
    $a = yield $db->beginTrans();
    $b = yield $db->beginTrans();
    yield $a->query('UPDATE p SET id = id WHERE id = 1');
    yield $b->query('UPDATE p SET id = id WHERE id = 2');
    $first = $a->query('UPDATE p SET id = id WHERE id = 2');
    $second = $b->query('UPDATE p SET id = id WHERE id = 1');
    $ends = yield Aha\settle([$first, $second]);
    $failed = array_values(array_filter($ends, fn ($end) => !$end['ok']));
    echo count($failed), ' ', get_class($failed[0]['error']), ' ', $failed[0]['error']->getCode(), "\n";
    yield $a->rollback();
    yield $b->rollback();
    try {
        yield $db->query("SELECT REPEAT('x', 1000) FROM seq_1_to_10000", [], ['max_result' => 1_000_000]);
    } catch (Aha\Storage\Db\TooLargeException $e) {
        echo get_class($e), "\n";
    }
    // A million rows in little memory, whoever asks.
    $memory = memory_get_usage();
    $sum = 0;
    $cursor = $db->stream('SELECT seq FROM seq_1_to_1000000 WHERE seq > ?', [0]);
    while ($row = yield $cursor->fetch()) {
        $sum += $row['seq'];
    }
    var_dump($sum === 1000000 * 1000001 / 2, memory_get_usage() - $memory < 3 << 20);
    echo json_encode([$db->stats()['in_use'], (yield $db->query('SELECT 1'))->fetchValue()]), "\n";
});
?>
--EXPECT--
Aha\Storage\Db\SyntaxException 1064 42000
the same
Aha\Storage\Db\SyntaxException 1054 42S22
the same
Aha\Storage\Db\SyntaxException 1146 42S02
the same
Aha\Storage\Db\DuplicateException 1062 23000
the same
Aha\Storage\Db\ConstraintException 1452 23000
the same
Aha\Storage\Db\ConstraintException 1451 23000
the same
Aha\Storage\Db\ConstraintException 1048 23000
the same
Aha\Storage\Db\ConstraintException 4025 23000
the same
Aha\Storage\Db\QueryException 31000 45000
the same
Aha\Storage\Db\SyntaxException 1146 42S02
the same
Aha\Storage\Db\TooLargeException 0 
the same
1 Aha\Storage\Db\DeadlockException 1213
Aha\Storage\Db\TooLargeException
bool(true)
bool(true)
[0,1]
