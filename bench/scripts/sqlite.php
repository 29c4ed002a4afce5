<?php
// SQLite on the thread pool: CPU of all threads together for statements one after the other and at once, bulk inserts,
// and the memory that a stream of many rows takes.
declare(strict_types=1);
require __DIR__ . '/measure.php';

$rows = (int) $argv[1];
$path = sys_get_temp_dir() . '/aha-bench-' . getmypid() . '.db';
register_shutdown_function(static fn () => array_map('unlink', glob("$path*")));

/** µs of CPU for each of $count, and of the clock. */
function each(int $count, string $label, callable $work): Generator
{
    [$cpu, $clock] = [cpuSeconds(), hrtime(true)];
    yield from $work($count);
    return ["$label: CPU µs" => 1e6 * (cpuSeconds() - $cpu) / $count, "$label: µs" => (hrtime(true) - $clock) / 1e3 / $count];
}

$figures = Aha\run(static function () use ($rows, $path) {
    $db = new Aha\Storage\Db\Database(['driver' => 'sqlite', 'path' => $path, 'timeout' => 0]);
    yield $db->query('CREATE TABLE world (id INTEGER PRIMARY KEY, n INTEGER)');
    $figures = yield from each(100_000, 'bulk insert of a row', static function ($count) use ($db) {
        yield $db->insertMany('world', ['id', 'n'], array_map(static fn ($i) => [$i, $i % 1000], range(1, $count)));
    });
    if ((yield $db->query('SELECT count(*) FROM world'))->fetchValue() !== 100_000) {
        fail('rows were lost');
    }
    $figures += yield from each(5_000, 'prepared SELECT', static function ($count) use ($db) {
        for ($i = 1; $i <= $count; $i++) {
            if ((yield $db->query('SELECT n FROM world WHERE id = ?', [$i]))->fetchValue() !== $i % 1000) {
                fail('another row');
            }
        }
    });
    $figures += yield from each(10_000, '20 SELECT at once, each', static function ($count) use ($db) {
        for ($i = 1; $i <= $count; $i += 20) {
            yield array_map(static fn ($id) => $db->query('SELECT n FROM world WHERE id = ?', [$id]), range($i, $i + 19));
        }
    });
    $figures += yield from each(2_000, '20 UPDATE in a transaction, each', static function ($count) use ($db) {
        for ($i = 1; $i <= $count; $i += 20) {
            yield $db->transaction(static function ($tx) use ($i) {
                for ($id = $i; $id < $i + 20; $id++) {
                    yield $tx->query('UPDATE world SET n = n + 1 WHERE id = ?', [$id]);
                }
            });
        }
    });
    gc_collect_cycles();
    $before = residentBytes();
    $most = 0;
    $figures += yield from each($rows, 'streamed row', static function ($count) use ($db, $before, &$most) {
        $cursor = yield $db->stream("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < $count) SELECT n, 'row ' || n AS name FROM c");
        for ($seen = 0; $row = yield $cursor->fetch(); $seen++) {
            if ($seen % 100_000 === 0) {
                $most = max($most, residentBytes() - $before);
            }
        }
        if ($seen !== $count) {
            fail("rows of the stream were lost: $seen");
        }
    });
    return $figures + ['stream: MB more' => $most / 1e6];
});
echo json_encode($figures, JSON_UNESCAPED_UNICODE);
