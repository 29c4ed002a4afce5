--TEST--
MySQL: a server that dies and comes back under load: no hang, no wrong answer, no leaked lease
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::own();
$db = $mysql->open(['poolSize' => 8, 'connect_timeout' => 2.0]);
$ends = ['ok' => 0, 'wrong' => 0, 'lost' => 0, 'other' => 0];
$isOver = false;
Aha\run(function () use ($db, $mysql, &$ends, &$isOver) {
    $client = function (int $n) use ($db, &$ends, &$isOver) {
        for ($i = 0; !$isOver; $i++) {
            $value = $n * 1_000_000 + $i;
            try {
                $ends[(yield $db->query('SELECT ? AS v', [$value]))->fetchValue() === $value ? 'ok' : 'wrong']++;
            } catch (Aha\Storage\Db\LostException | Aha\ConnectException | Aha\PoolException $e) {
                $ends['lost']++;
                yield Aha\sleep(0.005);
            } catch (Throwable $e) {
                $ends['other']++;
                echo get_class($e), ': ', $e->getMessage(), "\n";
                yield Aha\sleep(0.005);
            }
        }
    };
    $clients = array_map(fn ($n) => Aha\go($client($n)), range(1, 20));
    while ($ends['ok'] < 500) {
        yield Aha\sleep(0.01);
    }
    $mysql->stop(true);
    while ($ends['lost'] < 20) {
        yield Aha\sleep(0.01);
    }
    $mysql->start(); // blocks the loop for a moment
    $before = $ends['ok'];
    while ($ends['ok'] < $before + 500) {
        yield Aha\sleep(0.01);
    }
    $isOver = true;
    yield $clients;
    $stats = $db->stats();
    var_dump($ends['wrong'], $ends['other'], $stats['in_use'], $stats['waiting'], $stats['size'] <= 8);
    yield $db->close();
});
?>
--EXPECT--
int(0)
int(0)
int(0)
int(0)
bool(true)
