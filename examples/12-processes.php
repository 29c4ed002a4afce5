<?php

// 12 · Processes
//
// The process that calls start() is the master. It opens the port, forks the workers, replaces one that dies, and exchanges
// them all for new ones on "reload". Your handlers run in the workers.
//
//     php -d extension=aha.so examples/12-processes.php              serves, in the foreground (-d behind "start": in the background)
//     curl http://127.0.0.1:9601/                                    who has answered
//     kill -9 WORKER_PID                                             only what that worker was doing is lost
//     php -d extension=aha.so examples/12-processes.php status       a table of all processes
//     php -d extension=aha.so examples/12-processes.php reload       new workers, no request lost
//     php -d extension=aha.so examples/12-processes.php stop

use Aha\Server\{Http, Request, Response};

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, [
    'worker_num' => 2,        // default: as many as there are CPUs
    'max_request' => 100000,  // then a worker is replaced, which bounds what a leak can cost
    'app_name' => 'example',  // ps shows example-Master, example-Worker-0 …
    'health_path' => '/health',
    'metrics_path' => '/metrics',
]);

$started = null;

// In the master, once, before anything is forked.
$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

// In each worker, before it gets its first request: load the code of the application here, and a reload loads it anew.
$server->on('workerStart', function (Http $server, int $workerId) use (&$started) {
    $started = date('H:i:s');
    yield Aha\sleep(0.01); // connect, warm up
});

$server->on('request', function (Request $request, Response $response) use ($server, &$started) {
    return ['worker' => $server->workerId(), 'pid' => getmypid(), 'started' => $started, 'generation' => $server->stats()['generation']];
});

// In the master, when a process has ended that was not asked to.
$server->on('workerError', function (Http $server, int $workerId, int $pid, int $exitCode, int $signal): void {
    echo "worker $workerId (pid $pid) has died: exit code $exitCode, signal $signal\n";
});

$server->start();
