<?php
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), [
    'process' => 'single',
    'ssl_cert_file' => getenv('CERTIFICATE'),
    'ssl_key_file' => getenv('KEY'),
]);
$server->on('request', static function ($request, $response) {
    $response->header('Content-Length', '100000000');
    $piece = str_repeat('x', 64 * 1024);
    for ($left = 100_000_000; $left > 0; $left -= strlen($piece)) {
        yield $response->write($left < strlen($piece) ? substr($piece, 0, $left) : $piece);
    }
});
$server->start();
