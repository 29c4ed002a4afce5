--TEST--
docs/limits.md names every limit of the clients with its true bounds and default
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

use Aha\Client\{Http, HttpClient, Multi, Pool, Tcp, Udp};

$root = dirname(__DIR__, 2);
$page = file_get_contents("$root/docs/limits.md");
[, $http, $package] = preg_split('/^## (?:HTTP|TCP and UDP) clients$/m', strstr($page, "\n## HTTP clients\n"));
$package = strstr($package, '## Clients: not options', true);

/** @return array<string, array{string, string, string}> option => unit, range, default */
function documented(string $text): array
{
    preg_match_all('/^\| `(\w+)` \|([^|]+)\|([^|]*)\|([^|]+)\|/m', $text, $rows, PREG_SET_ORDER);
    check(count($rows) === count(array_unique(array_column($rows, 1))), 'each option is documented once');
    return array_combine(array_column($rows, 1), array_map(fn ($row) => array_map('trim', array_slice($row, 2, 3)), $rows));
}

/** Those of the source that are limits. */
function known(string ...$files): array
{
    preg_match_all('/reader\.(?:seconds|size|integer)\("(\w+)"/', implode('', array_map('file_get_contents', $files)), $found);
    return $found[1];
}

function tryBounds(string $what, array $rows, callable $make): int
{
    $tried = 0;
    foreach ($rows as $key => [$unit, $range]) {
        if (!preg_match('/^([\d.]+) – (\d+)$/', $range, $bounds)) {
            echo "NOT a range: $what $key: $range\n";
            continue;
        }
        [$min, $max, $step] = [$bounds[1] + 0, $bounds[2] + 0, $unit === 's' ? 0.0005 : 1];
        foreach ([[$min, true], [$max, true], [$min - $step, false], [$max + 1, false], [(string) $min, false]] as [$value, $isGood]) {
            try {
                $make([$key => $value]);
                check($isGood, "$what refuses $key " . json_encode($value));
            } catch (Aha\ConfigException $error) {
                check(!$isGood && str_contains($error->getMessage(), "\"$key\""), "$what takes $key " . json_encode($value) . ": {$error->getMessage()}");
            }
        }
        $tried++;
    }
    return $tried;
}

/** The number that a field of a struct begins with, in the source. */
function initial(string $file, string $pattern): float
{
    check(preg_match("/$pattern\\D*?([\\d']+)/s", file_get_contents($file), $found) === 1, "$pattern is in $file");
    return (float) str_replace("'", '', $found[1] ?? '');
}

$rows = documented($http);
$known = known("$root/src/php/client/http_options.cpp", "$root/src/php/client/http_client.cpp");
check(array_diff($known, array_keys($rows)) === [], 'documented: ' . implode(', ', array_diff($known, array_keys($rows))));
check(array_diff(array_keys($rows), $known) === [], 'known to HttpClient: ' . implode(', ', array_diff(array_keys($rows), $known)));
$tried = tryBounds('HttpClient', $rows, fn (array $options) => new HttpClient($options));

$types = "$root/src/core/client/http_types.h";
$options = "$root/src/php/client/http_options.cpp";
$client = "$root/src/php/client/http_client.cpp";
$defaults = [
    'timeout' => initial($options, 'timeouts\.totalMs =') / 1000,
    'pool_wait_timeout' => initial($options, 'timeouts\.poolMs =') / 1000,
    'dns_timeout' => initial($types, 'dnsMs =') / 1000,
    'connect_timeout' => initial($types, 'connectMs =') / 1000,
    'tls_timeout' => initial($types, 'tlsMs =') / 1000,
    'first_byte_timeout' => initial($types, 'firstByteMs =') / 1000,
    'idle_timeout' => initial($options, 'timeouts\.idleMs =') / 1000,
    'redirects' => initial("$root/src/php/client/http_options.h", 'maxRedirects ='),
    'retry' => initial($types, 'unsigned count ='),
    'retry_delay' => initial($types, 'delayMs =') / 1000,
    'max_body' => initial("$root/src/php/client/http_options.h", 'maxBodyBytes = std::uint64_t\{') * 1024 * 1024,
    'pool_size' => initial($client, 'pool\.max ='),
    'pool_queue' => initial($client, 'pool\.maxWaiters ='),
    'pool_idle_time' => initial($client, 'kPoolIdleMs =') / 1000,
    'pool_lifetime' => initial("$root/src/core/pool/pool_types.h", 'maxLifetimeMs =') / 1000,
    'dns_ttl' => initial("$root/src/core/net/resolver.h", 'ttlMs =') / 1000,
];
foreach ($rows as $key => [, , $default]) {
    check((float) $default === $defaults[$key], "$key is {$defaults[$key]}, not $default");
}

$rows = documented($package);
$known = known("$root/src/php/client/package_settings.cpp");
check(array_diff($known, array_keys($rows)) === [], 'documented: ' . implode(', ', array_diff($known, array_keys($rows))));
check(array_diff(array_keys($rows), $known) === [], 'known to Tcp: ' . implode(', ', array_diff(array_keys($rows), $known)));
$tried += tryBounds('Tcp', $rows, fn (array $options) => new Tcp('127.0.0.1', 1, $options));
$ofUdp = array_filter($rows, fn (string $key) => !str_starts_with($key, 'package_'), ARRAY_FILTER_USE_KEY);
$tried += tryBounds('Udp', $ofUdp, fn (array $options) => new Udp('127.0.0.1', 1, $options));
$settings = "$root/src/php/client/package_settings.cpp";
$defaults = [
    'timeout' => initial($settings, 'OptionReader.*?timeoutMs =') / 1000,
    'connect_timeout' => initial($settings, 'shared\.connectTimeoutMs =') / 1000,
    'pool_size' => initial($settings, '\.max ='),
    'pool_wait_timeout' => initial("$root/src/core/client/package_client.h", 'queueMs =') / 1000,
    'idle_timeout' => initial("$root/src/core/client/package_client.h", 'idleTimeoutMs =') / 1000,
];
foreach (array_intersect_key($rows, $defaults) as $key => [, , $default]) {
    check((float) $default === $defaults[$key], "$key is {$defaults[$key]}, not $default");
}

// Aha's shape: what the text says.
foreach ([[Http::class, '__construct'], [Pool::class, 'getHttpClient'], [Pool::class, 'getTcpClient'], [Pool::class, 'getUdpClient']] as [$class, $method]) {
    foreach ((new ReflectionMethod($class, $method))->getParameters() as $parameter) {
        $expected = ['timeout' => 1.0, 'connectTimeout' => 0.05, 'poolSize' => 200][$parameter->name] ?? null;
        check($expected === ($parameter->isOptional() ? $parameter->getDefaultValue() : null), "$class::$method(): the default of $parameter->name");
    }
}
foreach ([[new Multi(), true], [new Multi(0.001, 1), true], [fn () => new Multi(0), false], [fn () => new Multi(null, -1), false]] as [$made, $isGood]) {
    try {
        is_object($made) && $made instanceof Closure && $made();
        check($isGood, 'Multi refuses 0 s and a negative number');
    } catch (ValueError) {
        check(!$isGood, 'Multi takes its limits');
    }
}
foreach ([0, 100_001] as $size) {
    try {
        Pool::getHttpClient('GET', 'http://127.0.0.1/', $size);
        echo "a pool of $size\n";
    } catch (Aha\ConfigException) {
    }
}
foreach ([0, 1_000_001] as $size) {
    try {
        Pool::getTcpClient('127.0.0.1', 1, $size);
        echo "a pool of $size\n";
    } catch (ValueError) {
    }
}
echo $tried >= 27 ? "done\n" : "only $tried\n";
--EXPECT--
done
