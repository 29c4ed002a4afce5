--TEST--
docs/tcp-server.md and docs/udp-server.md name every option with its true bounds
--EXTENSIONS--
aha
--FILE--
<?php
$root = dirname(__DIR__, 2);
$tried = 0;
foreach (['Tcp', 'Udp'] as $class) {
    $name = strtolower($class);
    $source = file_get_contents("$root/src/php/server/{$name}_config.cpp") . ($name === 'tcp' ? file_get_contents("$root/src/php/network/length_function.cpp") : '');
    preg_match_all('/(?:options|reader)\.\w+\("(\w+)"/', $source, $found);
    $known = array_unique($found[1]);
    preg_match_all('/^\| `(\w+)` \|([^|]+)\|([^|]*)\|([^|]+)\|/m', file_get_contents("$root/docs/$name-server.md"), $rows, PREG_SET_ORDER);
    $documented = array_column($rows, 1);
    array_diff($known, $documented) === [] || print("$class: not documented: " . implode(', ', array_diff($known, $documented)) . "\n");
    array_diff($documented, $known) === [] || print("$class: unknown: " . implode(', ', array_diff($documented, $known)) . "\n");
    $accepts = function (string $key, mixed $value) use ($class): bool {
        $others = match ($key) { // those that depend on another
            'buffer_high_watermark' => ['buffer_low_watermark' => 0],
            'buffer_low_watermark' => ['buffer_high_watermark' => 1 << 40],
            'package_max_length' => ['open_eof_check' => false],
            'package_body_offset', 'package_length_offset' => ['open_length_check' => true, 'package_max_length' => 1 << 30],
            default => [],
        };
        try {
            new ("Aha\\Server\\$class")('127.0.0.1', 0, [$key => $value] + $others);
            return true;
        } catch (Aha\ConfigException $error) {
            str_contains($error->getMessage(), "\"$key\"") || print("the message names $key: {$error->getMessage()}\n");
            return false;
        }
    };
    foreach ($rows as [, $key, $unit, $range]) {
        if (!preg_match('/^([\d.]+) – (\d+)$/', trim($range), $bounds)) {
            continue;
        }
        [$min, $max] = [$bounds[1] + 0, $bounds[2] + 0];
        $step = trim($unit) === 's' ? 0.0005 : 1;
        $accepts($key, $min) && ($accepts($key, $max) || $key === 'buffer_low_watermark') || print("$key takes $min and $max\n");
        !$accepts($key, $min - $step) && !$accepts($key, $max + 1) || print("$key refuses what is outside of $min and $max\n");
        !$accepts($key, (string) $min) || print("$key refuses a string\n");
        ++$tried;
    }
}
echo $tried > 20 ? "done\n" : "only $tried\n";
foreach ([['heartbeat_idletime' => 5], ['ssl_cert_file' => '/none'], ['buffer_low_watermark' => 300000], ['worker_num' => 0]] as $options) {
    try {
        new Aha\Server\Tcp('127.0.0.1', 0, $options);
    } catch (Aha\ConfigException $error) {
        echo $error->getMessage(), "\n";
    }
}
?>
--EXPECT--
done
Aha\Server\Tcp: unknown option "heartbeat_idletime"; did you mean "heartbeat_idle_time"?
Aha\Server\Tcp: "ssl_cert_file" and "ssl_key_file" go together
Aha\Server\Tcp: "buffer_low_watermark" must be below "buffer_high_watermark"
Aha\Server\Tcp: option "worker_num" must be an integer from 1 to 1024, 0 given
