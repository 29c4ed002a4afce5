--TEST--
Process: status --tasks names what each task awaits; OpenMetrics that are valid; no secrets in either
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/daemon.inc';

$server = new Daemon(<<<'PHP'
    function ($request) use (&$server) {
        switch ($request->path) {
            case '/sleep':
                return (function () { yield Aha\sleep(600); })();
            case '/task':
                return (function () use (&$server) { return yield $server->task('block'); })();
            case '/children':
                return (function () {
                    $scope = new Aha\Coroutine\Scope;
                    $scope->go(function () { yield (new Aha\Coroutine\Channel(0))->pop(); });
                    $scope->go(function () { yield Aha\sleep(600); });
                    yield $scope->join();
                })();
            case '/background':
                Aha\background(function () { yield Aha\sleep(600); });
                return 'begun';
        }
        return 'x';
    }
    PHP, "'worker_num' => 1, 'task_worker_num' => 1, 'task_concurrency' => 5, 'metrics_path' => '/metrics', 'max_wait_time' => 0.1,
    'document_root' => __DIR__ . '/secret-folder', 'app_name' => \"shop \\\"A\\\"\"", <<<'PHP'
    $server->on('task', function ($server, $id, $from, $data) { yield Aha\sleep(600); });
    PHP);
mkdir("$server->folder/secret-folder");
$server->command('start', '-d');
$clients = [];
$ask = function (string $path, array $header = [], string $body = '') use ($server, &$clients) {
    $clients[] = $client = new Client("tcp://127.0.0.1:$server->port");
    $client->send(request($path, $header, $body === '' ? 'GET' : 'POST', $body));
    return $client;
};
echo $ask('/background')->answer();
// One after the other, to be listed so.
$underWay = fn (int $count) => eventually(fn () => ($server->status()['totals']['in_flight'] ?? 0) >= $count) || print("not $count under way\n");
$ask('/sleep?password=secret-query', ['Cookie: secret-cookie', 'Authorization: Bearer secret-token', 'X-Request-Id: id-1']);
$underWay(1);
$ask('/task', ['X-Request-Id: id-2'], 'secret-body');
$underWay(2);
$ask('/children', ['X-Request-Id: id-3']);
var_dump(eventually(fn () => $server->command('status', '--tasks') === 0 && substr_count($server->output, ' waits for ') >= 6));
$parts = preg_split('/^(?=worker )/m', $text = $server->output, -1, PREG_SPLIT_NO_EMPTY); // in the order of their answers
sort($parts);
echo preg_replace('/task \d+/', 'task N', implode('', $parts));

echo "-- the same as JSON by the control socket\n";
$json = stream_socket_client("unix://$server->folder/control");
fwrite($json, "tasks\n");
$line = stream_get_line($json, 1 << 20, "\n");
$tasks = json_decode($line, true);
$jobs = array_map('count', array_column($tasks['workers'], 'in_flight', 'id'));
ksort($jobs);
echo json_encode($jobs), ", silent $tasks[silent]\n";
$text .= $line;

echo "-- a process that blocks is counted\n";
$pid = array_column($server->status()['workers'], 'pid', 'kind')['worker'];
kill($pid, 19); // SIGSTOP
$server->command('status', '--tasks');
kill($pid, 18);
preg_match('/^1 process.*/m', $server->output, $silent);
echo $silent[0] ?? $server->output, "\n";

echo "-- OpenMetrics\n";
$metrics = $ask('/metrics')->answer()->body;
$text .= $metrics . json_encode($server->status()) . ($server->command('status') === 0 ? $server->output : '');
$types = $seen = $problems = [];
$family = '';
$lines = explode("\n", $metrics);
array_pop($lines) === '' || $problems[] = 'no line break at the end';
array_pop($lines) === '# EOF' || $problems[] = 'no EOF';
$closed = [];
foreach ($lines as $line) {
    if (preg_match('/^# (TYPE|HELP|UNIT) (\S+) (.*)$/', $line, $m)) {
        if ($m[2] !== $family) {
            isset($closed[$m[2]]) && $problems[] = "$m[2] is interleaved";
            $closed[$family = $m[2]] = true;
        }
        $m[1] === 'TYPE' && $types[$m[2]] = $m[3];
        $m[1] === 'UNIT' && !str_ends_with($m[2], "_$m[3]") && $problems[] = "unit of $m[2]";
        continue;
    }
    $label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\n]|\\\\["\\\\n])*"';
    if (!preg_match("/^([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\{$label(?:,$label)*\})?) (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|\+Inf|NaN)$/", $line, $m)) {
        $problems[] = "no sample: $line";
        continue;
    }
    isset($seen[$m[1] . $m[2]]) && $problems[] = "twice: $line";
    $seen[$m[1] . $m[2]] = $m[3];
    $suffixes = ['counter' => '(_total|_created)', 'gauge' => '', 'histogram' => '(_bucket|_count|_sum|_created)', 'info' => '_info', 'unknown' => ''];
    preg_match("/^{$family}{$suffixes[$types[$family] ?? 'unknown']}$/", $m[1]) || $problems[] = "$line is not of the family $family";
}
echo implode("\n", $problems), count($types) > 15 ? '' : 'few families', count(array_filter($types, fn ($type) => $type === 'histogram')), " histogram\n";
// Buckets rise, and the last one is the count.
$buckets = array_filter($seen, fn ($name) => str_starts_with($name, 'aha_request_duration_seconds_bucket'), ARRAY_FILTER_USE_KEY);
$sorted = $buckets;
asort($sorted, SORT_NUMERIC);
var_dump(array_values($sorted) === array_values($buckets), count($buckets) > 3, end($buckets) === $seen['aha_request_duration_seconds_count']);
var_dump(array_key_last($buckets) === 'aha_request_duration_seconds_bucket{le="+Inf"}', isset($seen['aha_worker_private_memory_bytes{worker="0",kind="worker"}']));

echo "-- no secrets\n";
preg_match_all('/\bsecret\S*/', $text, $secrets);
var_dump($secrets[0], $server->command('stop', '--now'));
?>
--EXPECT--
200 begun
bool(true)
worker 0 (pid N)
  request GET /sleep [id id-1]
  task N (started at server.php:6) waits for sleep at server.php:9
  request POST /task [id id-2]
  task N (started at server.php:6) waits for future at server.php:11
  request GET /children [id id-3]
  task N (started at server.php:6) waits for the end of a scope at server.php:17
  task N (started at server.php:16) waits for sleep at server.php:16
  background:
  task N (started at server.php:20) waits for sleep at server.php:20
worker 1 (pid N)
  task N of worker 0
  task N (started at server.php:25) waits for sleep at server.php:25
-- the same as JSON by the control socket
[3,1], silent 0
-- a process that blocks is counted
1 process(es) did not answer in time: see the log for what blocks them
-- OpenMetrics
2 histogram
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
-- no secrets
array(0) {
}
int(0)
