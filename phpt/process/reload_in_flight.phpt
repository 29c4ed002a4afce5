--TEST--
Process: a reload lets slow answers and streams end, closes kept connections, and after max_wait_time cancels and names what still waits
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$handler = <<<'PHP'
    function ($req, $res) {
        $wait = function () {
            while (clearstatcache() || !is_file(__DIR__ . '/go')) { // clearstatcache() is null
                yield Aha\sleep(0.01);
            }
        };
        switch ($req->path) {
            case '/slow': return (function () use ($wait) { $code = CODE; yield from $wait(); return "code $code " . str_repeat('x', 300000); })();
            case '/stream': return (function () use ($res, $wait) {
                yield $res->write('first ');
                yield from $wait();
                yield $res->write(str_repeat('y', 300000));
                yield $res->write(' last');
            })();
            case '/ever': return (function () {
                try {
                    yield Aha\sleep(100000); // here
                } finally {
                    error_log('finally of ever');
                }
            })();
            case '/ever-stream': return (function () use ($res) { yield $res->write('begun '); $channel = new Aha\Coroutine\Channel; yield $channel->pop(); })();
        }
        $res->header('X-Pid', (string) getmypid());
        return 'code ' . CODE;
    }
    PHP;
$line = 1 + substr_count(strstr($handler, '// here', true), "\n") + 1; // of server.php, whose first line is that of child.inc
$more = <<<'PHP'
    file_put_contents(__DIR__ . '/counter', '1');
    $server->on('workerStart', function () { define('CODE', (int) file_get_contents(__DIR__ . '/counter')); });
    PHP;
/** Sends them on connections of their own, and waits until all are with their handlers. */
function underWay(Prefork $p, array $paths): array
{
    $clients = [];
    foreach ($paths as $path) {
        $clients[$path] = $p->server->connect();
        $clients[$path]->send(request($path));
    }
    $text = '';
    $all = eventually(function () use ($p, $paths, &$text) {
        $text = json_encode($p->ask('tasks'), JSON_UNESCAPED_SLASHES);
        return !array_filter($paths, fn ($path) => !str_contains($text, "GET $path ")); // the id follows
    });
    echo 'under way: ', json_encode($all), "\n";
    return $clients;
}
function reload(Prefork $p, int $code): void
{
    file_put_contents($p->server->folder . '/counter', (string) $code);
    echo 'reload: ', json_encode($p->ask('reload')['ok'] ?? null), "\n";
}
$short = fn (string $text) => preg_replace_callback('/x{9,}|y{9,}/', fn ($m) => strlen($m[0]) . $m[0][0], $text);

echo "-- finished\n";
$p = new Prefork($handler, "'worker_num' => 2, 'max_wait_time' => 600.0, 'reload_idle_time' => 600.0", $more);
eventually(fn () => count($p->pids()) === 2);
$kept = $pids = [];
for ($i = 0; $i < 20 && count($pids) < 2; ++$i) { // until both workers have one
    $kept[$i] = $p->server->connect();
    $kept[$i]->send(request('/'));
    $answer = $kept[$i]->answer();
    $pids[$answer->header('x-pid')] = true;
}
echo 'kept connections in ', count($pids), ' workers: ', $answer;
$before = $p->pids();
$clients = underWay($p, ['/slow', '/stream']);
reload($p, 2);
echo 'meanwhile: ', json_encode(eventually(fn () => (string) $p->get('/') === "200 code 2\n")), "\n";
// The old process serves a kept connection once more, with the old code. (Until it has heard of the reload, it knows no better.)
foreach ($kept as $client) {
    eventually(function () use ($client, &$answer) {
        $client->send(request('/'));
        $answer = $client->answer();
        return $answer?->header('connection') === 'close';
    });
    $seen["kept: $answer" . 'connection: ' . $answer?->header('connection') . ', ' . ($client->isClosed() ? 'closed' : 'open')] = true;
}
echo implode("\n", array_keys($seen)), "\n";
echo 'old ones that still work: ', json_encode(count(array_intersect($before, $p->children())) > 0), ', states ',
    implode(' ', array_unique(array_column($p->processes(), 'state'))), "\n";
touch($p->server->folder . '/go');
$answer = $clients['/slow']->answer();
echo '/slow: ', $short($answer), 'connection: ', $answer->header('connection'), ', ', $clients['/slow']->isClosed() ? 'closed' : 'open', "\n";
$answer = $clients['/stream']->answer();
// Its head had gone before the reload, so it could not announce the close: the next answer does.
$clients['/stream']->send(request('/'));
$next = $clients['/stream']->answer();
echo '/stream: ', $short($answer), "then: $next", 'connection: ', $next?->header('connection'), ', ', $clients['/stream']->isClosed() ? 'closed' : 'open', "\n";
echo 'old ones have gone: ', json_encode(eventually(fn () => !array_intersect($before, $p->children()))), ", ", count($p->children()), " processes\n";
echo 'max_wait_time in the log: ', substr_count($p->server->log(), 'max_wait_time'), "\n";
var_dump($p->stop());

echo "-- cancelled\n";
$p = new Prefork($handler, "'worker_num' => 1, 'max_wait_time' => 0.3", $more);
$before = $p->pids();
$clients = underWay($p, ['/ever', '/ever-stream']);
reload($p, 2);
$answer = $clients['/ever']->answer();
echo '/ever: ', $answer, 'connection: ', $answer->header('connection'), ', ', $clients['/ever']->isClosed() ? 'closed' : 'open', "\n";
echo '/ever-stream: ', $clients['/ever-stream']->answer(), $clients['/ever-stream']->isClosed() ? 'closed' : 'open', "\n";
echo 'old one has gone: ', json_encode(eventually(fn () => !array_intersect($before, $p->children()))), "\n";
var_dump(eventually(fn () => (string) $p->get('/') === "200 code 2\n"));
var_dump($p->stop());
preg_match_all('/^aha\[worker 0\]: max_wait_time is over.*(?:\n  .*)*|^finally.*$/m', $p->server->log(), $lines);
sort($lines[0]);
echo str_replace("server.php:$line", 'server.php:HERE', implode("\n", $lines[0])), "\n";
?>
--EXPECTF--
-- finished
kept connections in 2 workers: 200 code 1
under way: true
reload: true
meanwhile: true
kept: 200 code 1
connection: close, closed
old ones that still work: true, states draining serving
/slow: 200 code 1 300000x
connection: close, closed
/stream: 200 first 300000y last
then: 200 code 1
connection: close, closed
old ones have gone: true, 2 processes
max_wait_time in the log: 0
int(0)
-- cancelled
under way: true
reload: true
/ever: 503 page: 503 Service Unavailable: 
connection: close, closed
/ever-stream: 200 begun  [cut in the body]
closed
old one has gone: true
bool(true)
int(0)
aha[worker 0]: max_wait_time is over; cancelled: request GET /ever
  task %d (started at server.php:%d) waits for sleep at server.php:HERE
aha[worker 0]: max_wait_time is over; cancelled: request GET /ever-stream
  task %d (started at server.php:%d) waits for %s at server.php:%d
finally of ever
