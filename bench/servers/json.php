<?php
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('request', static fn ($request, $response) => [
    'id' => 7, 'name' => 'Ada', 'tags' => ['a', 'b', 'c'], 'active' => true,
]);
$server->start();
