<?php
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('request', static function ($request, $response) {
    if ($request->path !== '/big') {
        return 'Hello World!';
    }
    return (static function () use ($response) { // 100 MB for clients that hardly read
        $piece = str_repeat('x', 64 * 1024);
        for ($i = 0; $i < 1600; $i++) {
            yield $response->write($piece);
        }
    })();
});
$server->start();
