<?php

// 20 · Redis
//
// Commands as methods, Aha's callback and `yield` forms, batches, transactions, scripts, messages, scans. It needs a server: its address
// is taken from the environment (REDIS_HOST, REDIS_PORT, REDIS_PASSWORD). All keys begin with "aha:example:".
//
//     REDIS_HOST=127.0.0.1 php -d extension=aha.so examples/22-redis.php

use Aha\Storage\Memory\Pool;

if (getenv('REDIS_HOST') === false) {
    echo "There is no Redis server to talk to: set REDIS_HOST, e.g. REDIS_HOST=127.0.0.1\n";
    exit(0);
}

Pool::getConnection('cache', [
    'host' => getenv('REDIS_HOST'),
    'port' => (int) (getenv('REDIS_PORT') ?: 6379),
    'password' => (string) getenv('REDIS_PASSWORD'),
    'poolSize' => 4,
    'timeout' => 2.0,
]);

Aha\run(function () {
    $redis = Pool::getConnection('cache');
    $key = fn (string $name) => "aha:example:$name";
    yield $redis->del($key('name'), $key('user'), $key('list'), $key('set'), $key('rank'), $key('stock'), $key('hits'));

    // Strings; nil is null.
    yield $redis->set($key('name'), 'Aha', 'EX', 60);
    echo yield $redis->get($key('name')), ' ', json_encode(yield $redis->get($key('none'))), "\n";

    // Hashes go in and out as arrays.
    yield $redis->hmset($key('user'), ['id' => 7, 'name' => 'Ada', 'city' => 'London']);
    echo json_encode(yield $redis->hmget($key('user'), ['name', 'city'])), ' ', json_encode(yield $redis->hgetall($key('user'))), "\n";

    // Lists, sets, sorted sets. All commands that are started before the `yield` leave in one write.
    [, , $ranking] = yield [
        $redis->rpush($key('list'), 'a', 'b', 'c'),
        $redis->sadd($key('set'), 'x', 'y'),
        $redis->zadd($key('rank'), 10, 'Ada', 20, 'Grace'),
    ];
    echo json_encode(yield $redis->lrange($key('list'), 0, -1)), " $ranking\n";
    echo json_encode(yield $redis->zrange($key('rank'), 0, -1, 'WITHSCORES')), "\n";

    // Aha's shapes: a callback as the last argument, and createCoroutine().
    $redis->hmget($key('user'), ['name'], function ($result, string $error) {
        echo 'callback: ', json_encode($result), " $error\n";
    });
    $answer = yield $redis->createCoroutine()->hmget($key('user'), ['city']);
    echo 'coroutine: ', json_encode($answer), "\n";

    // Errors are exceptions with the server's code.
    try {
        yield $redis->lpush($key('name'), 1);
    } catch (Aha\Storage\Memory\RedisException $error) {
        echo $error->getErrorCode(), ' from ', $error->getCommand(), "\n";
    }

    // Several commands at once, and the same as a transaction.
    echo json_encode(yield $redis->pipeline(fn ($batch) => $batch->incr($key('hits'))->incr($key('hits')))), ' ';
    echo json_encode(yield $redis->multi(fn ($batch) => $batch->incr($key('hits'))->get($key('hits')))), "\n";

    // Optimistic locking on a connection of one's own.
    yield $redis->set($key('stock'), 5);
    $session = yield $redis->session();
    yield $session->watch($key('stock'));
    $left = yield $session->get($key('stock'));
    $done = yield $session->multi(fn ($batch) => $batch->set($key('stock'), $left - 1));
    $session->release();
    echo $done === null ? "somebody was faster\n" : "one less\n";

    // A script; the server is sent its text only once.
    echo yield $redis->eval('return redis.call("INCRBY", KEYS[1], ARGV[1])', [$key('hits')], [10]), "\n";

    // Messages.
    $subscription = yield $redis->subscribe($key('news'));
    yield $redis->publish($key('news'), 'hello');
    echo (yield $subscription->next())['message'], "\n";
    $subscription->unsubscribe();

    // All keys of ours, some at a time.
    $count = 0;
    $scan = $redis->scanAll(['match' => $key('*')]);
    while (($keys = yield $scan->next()) !== null) {
        $count += count($keys);
    }
    echo "$count keys\n";

    $stats = $redis->stats();
    echo "{$stats['errors']['lost']} lost, {$stats['queued']} waiting\n";
});
