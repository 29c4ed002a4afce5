<?php
$server = new Aha\Server\Udp('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('packet', static function ($server, $data, $client) {
    $server->sendto($client['address'], $client['port'], $data, $client['server_socket']);
});
$server->start();
