<?php

// 19 · A process beside the workers
//
// What goes on all the time, whether requests come or not, has a process of its own: a queue's consumer, a scheduler, a monitor. The
// master looks after it as after the workers.
//
//     php -d extension=aha.so examples/19-added-process.php
//     curl http://127.0.0.1:9601/                 what the process has told the worker last
//     php examples/19-added-process.php status       shows the process, its pid and its memory

use Aha\Server\{Http, Request};

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, ['worker_num' => 2]);

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

$server->addProcess(function (Http $server, int $processId) {
    try {
        for ($round = 1;; $round++) {
            $load = sys_getloadavg()[0]; // or rows of a table, or prices from elsewhere
            foreach ([0, 1] as $workerId) {
                $server->sendMessage(['round' => $round, 'load' => $load], $workerId);
            }
            yield Aha\sleep(0.5); // a reload, or the stop of the server, cancels it here
        }
    } finally {
        // what is to be tidied up
    }
}, ['name' => 'monitor']);

$latest = ['round' => 0];
$server->on('pipeMessage', function (Http $server, int $fromProcessId, mixed $message) use (&$latest): void {
    $latest = $message;
});
$server->on('request', function (Request $request) use (&$latest) {
    return $latest;
});

$server->start();
