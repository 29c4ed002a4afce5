<?php
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('request', static function ($request, $response) {
    yield Aha\sleep(0.001);
    return 'Hello World!';
});
$server->start();
