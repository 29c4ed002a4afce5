<?php
// Hello with settings from the environment, for rows that compare two of them.
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), json_decode(getenv('SETTINGS') ?: '{}', true) + ['process' => 'single']);
$server->on('request', static fn ($request, $response) => 'Hello World!');
$server->start();
