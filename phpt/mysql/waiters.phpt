--TEST--
MySQL: a pool of one connection serves a thousand who wait, in order
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::shared();
$db = $mysql->open(['poolSize' => 1, 'pool_queue' => 1000, 'pool_wait_timeout' => 60]);
Aha\run(function () use ($db) {
    $order = [];
    $calls = [];
    for ($i = 0; $i < 1000; $i++) {
        $calls[] = (function () use ($db, $i, &$order) {
            $n = (yield $db->query('SELECT ? AS n', [$i]))->fetchValue();
            $order[] = $n;
            return $n;
        })();
    }
    $got = yield array_map(fn ($call) => Aha\go($call), $calls);
    var_dump($got === range(0, 999), $order === range(0, 999));
    $stats = $db->stats();
    echo json_encode([$stats['size'], $stats['in_use'], $stats['waiting'], $stats['succeeded'], $stats['created'], $stats['wait']['count']]), "\n";
});
?>
--EXPECT--
bool(true)
bool(true)
[1,0,0,1000,1,1000]
