--TEST--
Process: workerExit and isDraining() tell a stream that its process drains: it ends by itself at a reload and at a stop
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$handler = <<<'PHP'
    function ($req, $res) use (&$server) {
        if ($req->path === '/flag') {
            return $server->isDraining() ? 'drains' : 'serves';
        }
        yield $res->write(getmypid() . "\n");
        while (!$server->isDraining()) {
            yield Aha\sleep(0.01);
        }
        yield $res->end('the end');
    }
    PHP;
$p = new Prefork($handler, "'worker_num' => 1, 'task_worker_num' => 1, 'max_wait_time' => 60.0, 'reload_idle_time' => 0.1", <<<'PHP'
    $server->on('task', fn () => 1);
    $server->on('workerExit', function ($server, $id) {
        yield Aha\sleep(0.01);
        echo 'workerExit of ', $id, $server->isDraining() ? ', draining' : ', not draining', "\n";
    });
    PHP);
$log = fn () => (string) file_get_contents($p->server->folder . '/log');
$stream = function () use ($p) {
    $client = $p->server->connect();
    $client->send(request('/stream'));
    return $client;
};
echo $p->get('/flag');
$old = $p->pids();
$client = $stream();
var_dump(eventually(fn () => ($p->ask('status')['totals']['in_flight'] ?? 0) === 1));
var_dump($p->ask('reload')['ok']);
$answer = $client->answer();
var_dump($answer->body === $old[0] . "\nthe end" || $answer->body === $old[1] . "\nthe end");
var_dump(eventually(fn () => count($p->children()) === 2 && !array_intersect($old, $p->pids())));
var_dump(substr_count($log(), 'workerExit of 0, draining'), substr_count($log(), 'workerExit of 1, draining'));
echo $p->get('/flag');
$client = $stream();
var_dump(eventually(fn () => ($p->ask('status')['totals']['in_flight'] ?? 0) === 1));
var_dump($p->stop());
echo preg_replace('/^\d+/m', 'PID', $client->answer()->body), "\n";
var_dump(substr_count($log(), 'workerExit of 0, draining'), substr_count($log(), 'not draining'), str_contains($log(), 'cancelled'));
?>
--EXPECT--
200 serves
bool(true)
bool(true)
bool(true)
bool(true)
int(1)
int(1)
200 serves
bool(true)
int(0)
PID
the end
int(2)
int(0)
bool(false)
