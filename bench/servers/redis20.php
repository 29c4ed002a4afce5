<?php
// Twenty GET commands for each request, in parallel; the body is the last value.
$redis = Aha\Storage\Memory\Pool::getConnection('bench', ['port' => (int) getenv('REDIS_PORT'), 'poolSize' => 32]);
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('request', static function ($request, $response) use ($redis) {
    $gets = [];
    for ($i = 0; $i < 20; $i++) {
        $gets[] = $redis->get('bench');
    }
    return (yield $gets)[19];
});
$server->start();
