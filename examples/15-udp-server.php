<?php

// 15 · A UDP server
//
// The commands of the TCP server by packets; each answer is a packet, too. And an HTTP listener in the same server, which counts them.
//
//     php -d extension=aha.so examples/15-udp-server.php
//     php -d extension=aha.so examples/16-raw-clients.php            speaks to it
//     curl http://127.0.0.1:9601/

use Aha\Server\Udp;

$port = getenv('PORT');
$server = new Udp('127.0.0.1', $port === false ? 9603 : (int) $port, ['worker_num' => 1]);
$count = 0;

$server->on('packet', function (Udp $server, string $data, array $client) use (&$count) {
    ++$count;
    $command = json_decode($data, true);
    $answer = match ($command['cmd'] ?? null) {
        'demo-echo' => json_encode($command),
        'demo-info' => json_encode($client),
        default => '[status] 404 no such command',
    };
    $server->sendto($client['address'], $client['port'], $answer, $client['server_socket']);
});

$web = $server->addListener('127.0.0.1', $port === false ? 9601 : 0, 'http');
$web->on('request', function () use (&$count) {
    return ['packets' => $count];
});

$server->on('start', function (Udp $server) use ($web): void {
    echo "udp://127.0.0.1:{$server->port()}/\n", "http://127.0.0.1:{$web->port()}/\n";
});

$server->start();
