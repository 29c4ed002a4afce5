--TEST--
MySQL: a query that takes too long, or is cancelled, is ended on the server and its connection is not used again
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::shared();
$db = $mysql->open(['poolSize' => 1]);
/** Asked for from another connection, without blocking the loop. */
$watch = $mysql->open(['poolSize' => 1, 'user' => 'open', 'password' => '']);
$running = fn () => $watch->query("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND USER = 'aha' AND INFO LIKE '%SLEEP%'");
$gone = function () use ($running) {
    for ($i = 0; (yield $running())->fetchValue() > 0; $i++) {
        if ($i > 200) {
            return 'still runs';
        }
        yield Aha\sleep(0.02);
    }
    return 'gone';
};
Aha\run(function () use ($db, $running, $gone) {
    foreach (['SELECT SLEEP(60)' => [], 'SELECT SLEEP(?)' => [60], 'DO SLEEP(60)' => []] as $sql => $params) {
        $id = (yield $db->query('SELECT CONNECTION_ID()'))->fetchValue();
        try {
            yield $db->query($sql, $params, ['timeout' => 0.2]);
        } catch (Aha\TimeoutException $e) {
            echo get_class($e), ' ', yield from $gone(), "\n";
        }
        var_dump((yield $db->query('SELECT CONNECTION_ID()'))->fetchValue() !== $id, $db->stats()['closed']['timed_out']);
    }
    // Cancelled.
    $query = $db->query('SELECT SLEEP(60)');
    while ((yield $running())->fetchValue() == 0) {
        yield Aha\sleep(0.01);
    }
    $query->cancel();
    echo yield from $gone(), "\n";
    // A transaction that was open is undone.
    yield $db->query('CREATE TABLE t (a INT) ENGINE = InnoDB');
    try {
        yield $db->transaction(function ($tx) {
            yield $tx->query('INSERT INTO t VALUES (1)');
            yield $tx->query('SELECT SLEEP(60)', [], ['timeout' => 0.2]);
        });
    } catch (Aha\TimeoutException $e) {
        echo get_class($e), "\n";
    }
    var_dump((yield $db->query('SELECT COUNT(*) FROM t'))->fetchValue(), $db->stats()['in_use']);
});
?>
--EXPECT--
Aha\TimeoutException gone
bool(true)
int(1)
Aha\TimeoutException gone
bool(true)
int(2)
Aha\TimeoutException gone
bool(true)
int(3)
gone
Aha\TimeoutException
int(0)
int(0)
