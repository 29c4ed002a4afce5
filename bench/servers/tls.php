<?php
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), [
    'process' => 'single',
    'ssl_cert_file' => getenv('CERTIFICATE'),
    'ssl_key_file' => getenv('KEY'),
]);
$server->on('request', static fn ($request, $response) => 'Hello World!');
$server->start();
