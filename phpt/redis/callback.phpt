--TEST--
Redis: Aha's shapes: a callback as the last argument, and createCoroutine()
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/redis.inc';
use Aha\Storage\Memory\Pool;

final class Demo
{
    public array $seen = [];
    public function done($result, $error): void
    {
        $this->seen[] = json_encode([$result, $error]);
    }
}

$server = new RedisServer();
Pool::getConnection('cache', ['host' => '127.0.0.1', 'port' => $server->port, 'poolSize' => 2, 'timeout' => 10.0]);
$show = fn (string $what) => function ($result, $error) use ($what) { echo "$what: ", json_encode([$result, $error]), "\n"; };
Aha\run(function () use ($show) {
    $redis = Pool::getConnection('cache');
    $redis->set('k', 'v', $show('set'));
    $redis->get('k', $show('get'));
    $redis->get('none', $show('nil'));
    $redis->hmset('h', ['a' => 1, 'b' => 2], $show('hmset'));
    $redis->hmget('h', ['a', 'c'], $show('hmget'));
    $redis->hgetall('h', $show('hgetall'));
    $redis->zadd('z', 1, 'one', $show('zadd'));
    $redis->zrange('z', 0, -1, 'WITHSCORES', $show('zrange'));
    $redis->lpush('k', 'x', $show('error'));
    $redis->command('ECHO', 'x', $show('command'));
    yield $redis->eval('return ARGV[1]', [], ['y'], $show('eval'));
    yield;
    $demo = new Demo();
    yield $redis->ping([$demo, 'done']);
    yield;
    echo implode(' ', $demo->seen), "\n";
});
Aha\run(function () {
    $redis = Pool::getConnection('cache');
    $coroutine = $redis->createCoroutine();
    foreach ([$coroutine->get('k'), $redis->createCoroutine()->hmget('h', ['a', 'b']), $redis->createCoroutine()->hgetall('h'),
        $redis->createCoroutine()->lpush('k', 'x'), $redis->createCoroutine()->hmset('h', ['c' => 3])] as $command) {
        echo json_encode(yield $command), "\n";
    }
    echo json_encode(yield [$redis->createCoroutine()->incr('n'), $redis->createCoroutine()->incr('n')]), "\n";
    try { yield $redis->createCoroutine()->set('k', []); } catch (TypeError $e) { echo $e->getMessage(), "\n"; }
});
// No server: the callback is told, and nothing throws.
$server->stop();
Aha\run(function () use ($show) {
    $redis = Pool::getConnection('cache');
    ['result' => $result, 'error' => $error] = yield $redis->createCoroutine()->get('k');
    var_dump($result, str_contains($error, 'refused') || str_contains($error, 'closed'));
});
?>
--EXPECT--
set: ["OK",""]
get: ["v",""]
nil: [null,""]
hmset: ["OK",""]
hmget: [{"a":"1","c":null},""]
hgetall: [{"a":"1","b":"2"},""]
zadd: [1,""]
zrange: [["one","1"],""]
error: [false,"WRONGTYPE Operation against a key holding the wrong kind of value"]
command: ["x",""]
eval: ["y",""]
["PONG",""]
{"result":"v","error":""}
{"result":{"a":"1","b":"2"},"error":""}
{"result":{"a":"1","b":"2"},"error":""}
{"result":false,"error":"WRONGTYPE Operation against a key holding the wrong kind of value"}
{"result":"OK","error":""}
[{"result":1,"error":""},{"result":2,"error":""}]
SET: argument #2 must be of type string|int|float|bool, array given
bool(false)
bool(true)
