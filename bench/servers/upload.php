<?php
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single', 'stream_body' => true]);
$server->on('request', static function ($request, $response) {
    $bytes = 0;
    while (($chunk = yield $request->body()->read()) !== null) {
        $bytes += strlen($chunk);
    }
    return (string) $bytes;
});
$server->start();
