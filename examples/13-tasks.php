<?php

// 13 · Tasks
//
// Work that blocks, or computes for long, goes to task workers: processes of their own, which may block. Workers await the result.
//
//     php -d extension=aha.so examples/13-tasks.php
//     curl http://127.0.0.1:9601/                 the results of three tasks, done at the same time
//     curl http://127.0.0.1:9601/fail             what a task has thrown
//     curl http://127.0.0.1:9601/slow             not awaited longer than 0.1 s
//     curl http://127.0.0.1:9601/later            by callback

use Aha\Server\{Http, Request, Response};

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, ['worker_num' => 1, 'task_worker_num' => 3]);

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

// In a task worker. The value goes back to the worker; $data and the value may be whatever serialize() takes.
$server->on('task', function (Http $server, int $taskId, int $fromWorkerId, mixed $data): mixed {
    if ($data['number'] < 0) {
        throw new DomainException('there is no root of a negative number');
    }
    usleep($data['milliseconds'] * 1000); // blocks this process, and nobody else
    return ['root' => sqrt($data['number']), 'by' => $server->workerId()];
});

$server->on('request', function (Request $request, Response $response) use ($server) {
    switch ($request->path) {
        case '/fail':
            try {
                return yield $server->task(['number' => -1]);
            } catch (Aha\TaskException $error) {
                return ['error' => $error->getMessage()];
            }

        case '/slow':
            try {
                return yield $server->taskwait(['number' => 4, 'milliseconds' => 300], 0.1);
            } catch (Aha\TimeoutException $error) {
                return ['error' => 'not within 0.1 s; the task goes on']; // and its result is dropped
            }

        case '/later':
            $server->task(['number' => 16, 'milliseconds' => 20], callback: function ($result, ?Throwable $error) use ($response) {
                $response->json($error ? ['error' => $error->getMessage()] : $result);
            });
            return;
    }
    return yield [
        $server->task(['number' => 1, 'milliseconds' => 50]),
        $server->task(['number' => 4, 'milliseconds' => 50]),
        $server->task(['number' => 9, 'milliseconds' => 50]),
    ];
});

$server->start();
