--TEST--
HTTP: stop() and SIGTERM: what is in flight finishes, idle connections close, new ones are refused, exit code 0
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$code = <<<'PHP'
    $server = server(function ($req, $res) use (&$server) {
        echo "$req->path begun\n";
        if ($req->path === '/stop') {
            $server->stop();
            return 'stopping';
        }
        return (function () use ($req, $res) {
            try {
                yield Aha\sleep((float) substr($req->path, 1));
                return 'finished';
            } finally {
                echo "$req->path ended\n";
            }
        })();
    }, ['max_wait_time' => 1.0]);
    $server->on('workerStop', function () { echo "workerStop\n"; });
    $server->on('shutdown', function () { echo "shutdown\n"; });
    $server->start();
    echo "returned\n";
    PHP;
foreach (['SIGTERM', 'SIGINT', 'stop()'] as $how) {
    echo "$how:\n";
    $server = new Server($code);
    $idle = $server->connect();
    $fresh = $server->connect();
    $idle->send(request('/0'));
    $idle->answer();
    $busy = $server->connect();
    $busy->send(request('/0.5') . request('/0.1'));
    $server->logs('/0.5 begun');
    match ($how) {
        'SIGTERM' => $server->signal(15),
        'SIGINT' => $server->signal(2),
        'stop()' => print($server->get('/stop')),
    };
    $refused = eventually(function () use ($server) {
        try {
            $server->connect()->close();
            return false;
        } catch (RuntimeException) {
            return true;
        }
    });
    echo 'refused ', json_encode($refused), ', still running ', json_encode($server->isRunning()), "\n";
    echo $answer = $busy->answer();
    // The pipelined one behind it is answered as well, then the connection ends.
    echo $last = $busy->answer(), $last?->header('connection'), ' ', $busy->isClosed() ? 'closed' : 'OPEN', "\n";
    echo 'idle ', $idle->isClosed() ? 'closed' : 'OPEN', ', fresh ', $fresh->isClosed() ? 'closed' : 'OPEN', "\n";
    echo 'exit code ', $server->wait(), "\n", $server->log();
}
echo "max_wait_time is over:\n";
$server = new Server($code);
$client = $server->connect();
$client->send(request('/60'));
$server->logs('begun');
$server->signal(15);
echo $client->answer();
echo 'exit code ', $server->wait(), "\n", preg_replace('/  .*\n/', '', $server->log());
echo "a second signal ends at once:\n";
$server = new Server(str_replace("'max_wait_time' => 1.0", "'max_wait_time' => 60.0", $code));
$client = $server->connect();
$client->send(request('/60'));
$server->logs('begun');
$server->signal(15);
eventually(fn () => !@stream_socket_client("tcp://127.0.0.1:$server->port"));
$server->signal(15);
echo $client->answer() === null ? 'no answer' : 'answer', ', exit code ', $server->wait(), "\n", $server->log();
?>
--EXPECTF--
SIGTERM:
refused true, still running true
200 finished
200 finished
close closed
idle closed, fresh closed
exit code 0
/0 begun
/0 ended
/0.5 begun
/0.5 ended
/0.1 begun
/0.1 ended
workerStop
shutdown
returned
SIGINT:
refused true, still running true
200 finished
200 finished
close closed
idle closed, fresh closed
exit code 0
/0 begun
/0 ended
/0.5 begun
/0.5 ended
/0.1 begun
/0.1 ended
workerStop
shutdown
returned
stop():
200 stopping
refused true, still running true
200 finished
200 finished
close closed
idle closed, fresh closed
exit code 0
/0 begun
/0 ended
/0.5 begun
/stop begun
/0.5 ended
/0.1 begun
/0.1 ended
workerStop
shutdown
returned
max_wait_time is over:
503 page: 503 Service Unavailable: 
exit code 0
/60 begun
aha: max_wait_time is over; cancelled: request GET /60
/60 ended
workerStop
shutdown
returned
a second signal ends at once:
no answer, exit code 0
/60 begun
/60 ended
workerStop
shutdown
returned
