<?php
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('request', static fn ($request, $response) => 'Hello World!');
$server->start();
