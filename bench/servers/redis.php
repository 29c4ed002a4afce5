<?php
// One GET command for each request; the body is its value.
$redis = Aha\Storage\Memory\Pool::getConnection('bench', ['port' => (int) getenv('REDIS_PORT'), 'poolSize' => 32]);
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('request', static function ($request, $response) use ($redis) {
    return yield $redis->get('bench');
});
$server->start();
