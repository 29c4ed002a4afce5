<?php
// Many rows of MariaDB: CPU of a bulk insert and of a stream for each row, and the memory that the stream takes.
declare(strict_types=1);
require __DIR__ . '/measure.php';

[, $rows, $streamed] = array_map('intval', $argv);

$figures = Aha\run(static function () use ($rows, $streamed) {
    $db = new Aha\Storage\Db\Database(['driver' => 'mysql', 'unix_socket' => getenv('SQL_SOCKET'), 'user' => 'root', 'dbName' => 'bench', 'timeout' => 0]);
    yield $db->query('CREATE OR REPLACE TABLE bulk (id INT PRIMARY KEY, n INT, name VARCHAR(50))');
    $cpu = cpuSeconds();
    yield $db->insertMany('bulk', ['id', 'n', 'name'], (static function () use ($rows) {
        for ($i = 0; $i < $rows; $i++) {
            yield [$i, $i % 1000, "row $i"];
        }
    })());
    $inserted = cpuSeconds() - $cpu;
    [$count, $sum] = array_values((yield $db->query('SELECT count(*) AS c, CAST(sum(n) AS INT) AS s FROM bulk'))->fetchOne());
    if ($count !== $rows || $sum !== array_sum(array_map(static fn ($i) => $i % 1000, range(0, $rows - 1)))) {
        fail("rows were lost: $count, $sum");
    }
    gc_collect_cycles();
    $before = residentBytes();
    $most = 0;
    $cpu = cpuSeconds();
    $cursor = $db->stream("SELECT seq AS n, CONCAT('row ', seq) AS name FROM seq_1_to_$streamed");
    for ($seen = 0; $row = yield $cursor->fetch(); $seen++) {
        if ($row['n'] !== $seen + 1) {
            fail("another row: {$row['n']} after $seen");
        }
        if ($seen % 100_000 === 0) {
            $most = max($most, residentBytes() - $before);
        }
    }
    if ($seen !== $streamed) {
        fail("rows of the stream were lost: $seen");
    }
    return ['insert of a row: CPU µs' => 1e6 * $inserted / $rows, 'streamed row: CPU µs' => 1e6 * (cpuSeconds() - $cpu) / $streamed,
        'stream: MB more' => $most / 1e6];
});
echo json_encode($figures, JSON_UNESCAPED_UNICODE);
