<?php

// 25 · A daemon
//
// An application that nobody asks for anything: each of its processes starts fifty transactions in each tick of a timer. A server looks after
// the processes and shows how they do; Aha\Daemon is the application in each of them. Its files are in examples/daemon.
//
//     php -d extension=aha.so examples/25-daemon.php
//     curl http://127.0.0.1:9601/                 what each process has done
//     php examples/25-daemon.php reload            new processes with new code and configuration; what is under way is finished before
//     php examples/25-daemon.php status

use Aha\Daemon;
use Aha\Server\Http;

Daemon::initLoader()->registerNamespace('Demo', __DIR__ . '/daemon');

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, ['worker_num' => 1]);
$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

// In the master: the configuration says how many there are. Config/Database.php has ['driver' => 'sqlite', 'path' => ':memory:'].
$daemon = Daemon::getInstance('Demo', 'product');
$daemon->getBoot()->master();
for ($number = 1; $number <= $daemon->getConfig()->get('aha.worker_num'); $number++) {
    $server->addProcess(function (Http $server): void {
        (new Demo\Worker())->start($server); // the class is loaded here, in the process: a reload takes a new one
    }, ['name' => "worker-$number", 'max_wait_time' => 10.0]);
}

$workers = [];
$server->on('pipeMessage', function (Http $server, int $processId, array $message) use (&$workers): void {
    $workers["worker-$processId"] = $message;
});
$server->on('request', function () use (&$workers) {
    return ['workers' => $workers];
});
$server->start();
