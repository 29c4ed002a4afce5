--TEST--
Process: after kill -9 of the master its processes end by themselves, also one that blocks, and the port is free
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$handler = <<<'PHP'
    function ($req) {
        if ($req->path === '/block') {
            file_put_contents(__DIR__ . '/blocks', (string) getmypid());
            while (true) {
                \sleep(60); // of PHP: its loop does not turn
            }
        }
        return 'pid ' . getmypid();
    }
    PHP;
$p = new Prefork($handler, "'worker_num' => 3, 'task_worker_num' => 2", "\$server->on('task', fn () => 1);");
var_dump(eventually(fn () => count($p->pids()) === 5));
$pids = $p->pids();
$load = new Load($p->server, 16);
$blocked = $p->server->connect();
$blocked->send(request('/block'));
var_dump(eventually(fn () => in_array((int) @file_get_contents($p->server->folder . '/blocks'), $pids, true)));
var_dump(eventually(fn () => array_sum(array_column($p->workers('serving'), 'requests')) > 500));
kill($p->server->pid, 9);
var_dump($p->server->wait());
var_dump(eventually(fn () => !array_filter($pids, 'isAlive')));
echo 'still there: ', implode(' ', array_filter($pids, 'isAlive')), "\n";
var_dump($blocked->rest());
$result = $load->stop();
var_dump($result['requests'] > 0);
// Nobody holds the port: this one could not share it.
$socket = @stream_socket_server("tcp://127.0.0.1:{$p->server->port}", $code, $message);
echo $socket ? 'bound' : $message, "\n";
// The four that could say so said it.
var_dump(substr_count($p->server->log(), 'the master process is gone; this one ends'));
// What it has left in the folder is in nobody's way.
var_dump(is_file($p->server->folder . '/pid'), $p->ask('status'));
foreach (array_filter($pids, 'isAlive') as $pid) {
    kill($pid, 9);
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
int(137)
bool(true)
still there: 
string(0) ""
bool(true)
bound
int(4)
bool(true)
NULL
