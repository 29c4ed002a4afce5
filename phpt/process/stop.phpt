--TEST--
Process: SIGTERM and SIGINT finish what is in flight and refuse new connections; the second signal ends at once
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$handler = <<<'PHP'
    function ($req) {
        return (function () {
            while (!is_file(__DIR__ . '/go')) {
                yield Aha\sleep(0.01);
            }
            return 'finished';
        })();
    }
    PHP;
$run = function (int $signal, bool $twice) use ($handler) {
    echo "-- signal $signal", $twice ? ' twice' : '', "\n";
    $p = new Prefork($handler, "'worker_num' => 2, 'max_wait_time' => 300.0", <<<'PHP'
        $server->on('shutdown', fn () => print("shutdown event\n"));
        $server->on('workerStop', fn ($server, $id) => print("workerStop\n"));
        PHP);
    var_dump(eventually(fn () => count($p->pids()) === 2));
    $children = $p->children();
    $busy = [];
    for ($i = 0; $i < 4; ++$i) {
        $busy[$i] = $p->server->connect();
        $busy[$i]->send(request("/slow/$i"));
    }
    $idle = $p->server->connect(); // kept open, nothing asked
    var_dump(eventually(fn () => $p->ask('status')['totals']['in_flight'] === 4));
    $p->server->signal($signal);
    $refused = function () use ($p) {
        $socket = @stream_socket_client("tcp://127.0.0.1:{$p->server->port}", $code, $message, 5);
        return !$socket;
    };
    echo 'new connections are refused: ', json_encode(eventually($refused)), "\n";
    echo 'the idle one is closed: ', json_encode($idle->isClosed()), "\n";
    echo 'it waits: ', json_encode($p->server->isRunning()), "\n";
    if ($twice) {
        $p->server->signal($signal);
    } else {
        touch($p->server->folder . '/go');
    }
    foreach ($busy as $client) {
        $answer = $client->answer();
        echo $answer ?? "closed\n", $answer ? $answer->header('connection') . "\n" : '';
    }
    echo 'exit code ', $p->server->wait(), ", children left: ", count(array_filter($children, 'isAlive')), "\n";
    $log = $p->server->log();
    echo substr_count($log, 'workerStop'), ' workerStop, ', substr_count($log, 'shutdown event'), " shutdown\n";
    echo 'start() returned: ', json_encode(str_contains($log, 'start() returned')), "\n";
    echo 'left in the folder: ', implode(' ', array_diff(scandir($p->server->folder), ['.', '..', 'go', 'log', 'server.php'])), "\n";
};
$run(15, false);
$run(2, false);
$run(15, true);
$run(2, true);
?>
--EXPECT--
-- signal 15
bool(true)
bool(true)
new connections are refused: true
the idle one is closed: true
it waits: true
200 finished
close
200 finished
close
200 finished
close
200 finished
close
exit code 0, children left: 0
2 workerStop, 1 shutdown
start() returned: true
left in the folder: 
-- signal 2
bool(true)
bool(true)
new connections are refused: true
the idle one is closed: true
it waits: true
200 finished
close
200 finished
close
200 finished
close
200 finished
close
exit code 0, children left: 0
2 workerStop, 1 shutdown
start() returned: true
left in the folder: 
-- signal 15 twice
bool(true)
bool(true)
new connections are refused: true
the idle one is closed: true
it waits: true
closed
closed
closed
closed
exit code 0, children left: 0
2 workerStop, 1 shutdown
start() returned: true
left in the folder: 
-- signal 2 twice
bool(true)
bool(true)
new connections are refused: true
the idle one is closed: true
it waits: true
closed
closed
closed
closed
exit code 0, children left: 0
2 workerStop, 1 shutdown
start() returned: true
left in the folder: 
