--TEST--
docs/limits.md names every option of the server with its true bounds
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$root = dirname(__DIR__, 2);
$source = file_get_contents("$root/src/php/server/http_config.cpp") . file_get_contents("$root/src/php/server/tls_config.cpp") . file_get_contents("$root/src/php/process/process_config.cpp");
preg_match_all('/options\.\w+\("(\w+)"/', $source, $found);
$known = array_unique($found[1]);
preg_match_all('/^\| `(\w+)` \|([^|]+)\|([^|]*)\|([^|]+)\|/m', strstr(file_get_contents("$root/docs/limits.md"), "\n## HTTP clients\n", true), $rows, PREG_SET_ORDER);
$documented = array_column($rows, 1);
check(array_diff($known, $documented) === [], 'documented: ' . implode(', ', array_diff($known, $documented)));
check(array_diff($documented, $known) === [], 'known to the server: ' . implode(', ', array_diff($documented, $known)));
check(count($documented) === count(array_unique($documented)), 'each option is documented once');

function accepts(string $key, mixed $value): bool
{
    // Those that depend on another.
    $others = match ($key) {
        'buffer_high_watermark' => ['buffer_low_watermark' => 0],
        'buffer_low_watermark' => ['buffer_high_watermark' => 1 << 40],
        'max_queue_time' => ['max_concurrency' => 1],
        'max_request_grace' => ['max_request' => 1],
        'task_max_request' => ['task_worker_num' => 1],
        default => [],
    };
    try {
        new Aha\Server\Http('127.0.0.1', 0, [$key => $value] + $others);
        return true;
    } catch (Aha\ConfigException $error) {
        check(str_contains($error->getMessage(), "\"$key\""), "the message names the option: {$error->getMessage()}");
        return false;
    }
}

$tried = 0;
foreach ($rows as [, $key, $unit, $range]) {
    if (!preg_match('/^([\d.]+) – (\d+)$/', trim($range), $bounds)) {
        continue;
    }
    [$min, $max] = [$bounds[1] + 0, $bounds[2] + 0];
    $step = trim($unit) === 's' ? 0.0005 : 1;
    check(accepts($key, $min) && (accepts($key, $max) || $key === 'buffer_low_watermark'), "$key takes $min and $max");
    check(!accepts($key, $min - $step) && !accepts($key, $max + 1), "$key refuses what is outside of $min and $max");
    check(!accepts($key, (string) $min), "$key refuses a string");
    $tried++;
}
echo $tried > 40 ? "done\n" : "only $tried\n";
try {
    new Aha\Server\Http('127.0.0.1', 0, ['keep_alive_timeout' => 5]);
} catch (Aha\ConfigException $error) {
    echo $error->getMessage(), "\n";
}
--EXPECT--
done
Aha\Server\Http: unknown option "keep_alive_timeout"; did you mean "keepalive_timeout"?
