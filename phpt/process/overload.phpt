--TEST--
Process: max_concurrency, max_queue_time and max_queue_length: 503 with Retry-After, exempt paths, and requests whose client has gone
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$handler = <<<'PHP'
    function ($req, $res) {
        error_log("run $req->path");
        if (str_starts_with($req->path, '/busy')) { // it holds the loop
            file_put_contents(__DIR__ . $req->path, '');
            while (clearstatcache() || !is_file(__DIR__ . "$req->path-end")) { // clearstatcache() is null
                usleep(1000);
            }
            return 'busy';
        }
        return (function () use ($req) {
            while (clearstatcache() || !is_file(__DIR__ . '/go')) {
                yield Aha\sleep(0.005);
            }
            return "done $req->path";
        })();
    }
    PHP;
$text = '';
/** Which requests have come to the handler. */
$run = function (Prefork $p) use (&$text): array {
    $text .= $p->server->log();
    preg_match_all('~^run /(\w+)$~m', $text, $m);
    return $m[1];
};
$totals = fn (Prefork $p) => $p->ask('status')['totals'];
$send = function (Prefork $p, string $path): Client {
    $client = $p->server->connect();
    $client->send(request($path));
    return $client;
};
$refusal = fn (?Answer $a) => "$a?->status, Retry-After: {$a?->header('retry-after')}, Connection: {$a?->header('connection')}";

echo "-- without a queue\n";
$p = new Prefork($handler, "'worker_num' => 1, 'max_concurrency' => 3, 'retry_after' => 7, 'health_path' => '/health', 'metrics_path' => '/metrics'");
$work = array_map(fn ($n) => $send($p, "/$n"), [1, 2, 3]);
var_dump(eventually(fn () => count($run($p)) === 3));
$client = $send($p, '/4');
echo $refusal($client->answer()), "\n";
echo 'health ', $p->get('/health')->status, ', metrics ', $p->get('/metrics')->status, "\n";
touch($p->server->folder . '/go');
foreach ($work as $one) {
    echo $one->answer();
}
// The refused one may come again on its connection.
$client->send(request('/5'));
echo $client->answer();
echo 'run: ', implode(' ', $run($p)), "\n";
$status = $p->ask('status');
echo 'overloaded ', $status['totals']['overloaded'], ', 5xx ', $status['totals']['responses']['5xx'], "\n";
preg_match_all('/^aha\w*overload\w*(?:\{.*\})? \d+/m', $p->get('/metrics')->body, $m);
echo implode("\n", $m[0]), "\n";
var_dump($p->stop());

echo "-- with a queue\n";
$text = '';
$p = new Prefork($handler, "'worker_num' => 1, 'max_concurrency' => 2, 'max_queue_time' => 600.0, 'max_queue_length' => 4, 'health_path' => '/health'");
$a = [];
foreach ([1, 2] as $n) {
    $a[$n] = $send($p, "/$n");
}
var_dump(eventually(fn () => count($run($p)) === 2));
foreach ([3, 4, 5, 6] as $n) {
    $a[$n] = $send($p, "/$n");
    eventually(fn () => $totals($p)['queued'] === $n - 2);
}
echo 'one too many: ', $refusal($send($p, '/7')->answer()), "\n";
echo 'health ', $p->get('/health')->status, "\n";
// Two that wait lose their clients: nobody runs them, and there is room for others.
$a[3]->close();
$a[5]->close();
var_dump(eventually(fn () => $totals($p)['queued'] === 2 && $totals($p)['abandoned'] === 2));
$a[8] = $send($p, '/8');
var_dump(eventually(fn () => $totals($p)['queued'] === 3));
touch($p->server->folder . '/go');
foreach ([1, 2, 4, 6, 8] as $n) {
    echo $a[$n]->answer();
}
echo 'run: ', implode(' ', $run($p)), "\n";
echo 'overloaded ', $totals($p)['overloaded'], ', abandoned ', $totals($p)['abandoned'], ', queued ', $totals($p)['queued'], "\n";
var_dump($p->stop());

echo "-- the queue's time is over\n";
$text = '';
$p = new Prefork($handler, "'worker_num' => 1, 'max_concurrency' => 1, 'max_queue_time' => 0.5");
$first = $send($p, '/1');
var_dump(eventually(fn () => count($run($p)) === 1));
$second = $send($p, '/2');
echo $refusal($second->answer()), "\n";
touch($p->server->folder . '/go');
echo $first->answer();
echo 'run: ', implode(' ', $run($p)), "\n";
var_dump($p->stop());

echo "-- the loop is held\n";
$text = '';
$p = new Prefork($handler, "'worker_num' => 1, 'max_queue_time' => 0.5");
touch($p->server->folder . '/go');
$known = [];
foreach ([1, 2, 3] as $n) {
    $known[$n] = $send($p, "/$n");
    echo $known[$n]->answer();
}
$isBusy = fn (string $name) => eventually(fn () => clearstatcache() || is_file($p->server->folder . "/$name"));
$known[1]->send(request('/busy1'));
var_dump($isBusy('busy1'));
// These two come in one turn of the loop, in this order; then the first one holds it, and the second one waits for its turn.
$known[2]->send(request('/busy2'));
$known[3]->send(request('/4'));
touch($p->server->folder . '/busy1-end');
echo $known[1]->answer();
var_dump($isBusy('busy2'));
usleep(1000000); // longer than max_queue_time; how much longer does not matter
touch($p->server->folder . '/busy2-end');
echo $known[2]->answer();
echo $refusal($known[3]->answer()), "\n";
$known[3]->send(request('/5'));
echo $known[3]->answer();
echo 'run: ', implode(' ', $run($p)), ', overloaded ', $totals($p)['overloaded'], "\n";
var_dump($p->stop());
?>
--EXPECT--
-- without a queue
bool(true)
503, Retry-After: 7, Connection: -
health 200, metrics 200
200 done /1
200 done /2
200 done /3
200 done /5
run: 1 2 3 5
overloaded 1, 5xx 1
aha_overloaded_requests_total 1
int(0)
-- with a queue
bool(true)
one too many: 503, Retry-After: 1, Connection: -
health 200
bool(true)
bool(true)
200 done /1
200 done /2
200 done /4
200 done /6
200 done /8
run: 1 2 4 6 8
overloaded 1, abandoned 2, queued 0
int(0)
-- the queue's time is over
bool(true)
503, Retry-After: 1, Connection: -
200 done /1
run: 1
int(0)
-- the loop is held
200 done /1
200 done /2
200 done /3
bool(true)
200 busy
bool(true)
200 busy
503, Retry-After: 1, Connection: -
200 done /5
run: 1 2 3 busy1 busy2 5, overloaded 1
int(0)
