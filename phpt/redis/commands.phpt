--TEST--
Redis: any command is a method; replies are PHP values
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/redis.inc';
$server = new RedisServer();
Aha\run(function () use ($server) {
    $redis = redis($server);
    echo yield outcome($redis->set('k', "a\0b\r\n")), "\n";
    var_dump((yield $redis->get('k')) === "a\0b\r\n");
    foreach ([
        fn () => $redis->get('none'),
        fn () => $redis->incr('n'),
        fn () => $redis->incrByFloat('f', 0.1),
        fn () => $redis->SET('b', true),
        fn () => $redis->get('b'),
        fn () => $redis->set('b', false, 'EX', 100),
        fn () => $redis->get('b'),
        fn () => $redis->set('', ''),
        fn () => $redis->get(''),
        fn () => $redis->mget('n', 'none', 'f'),
        fn () => $redis->rpush('l', 1, 2.5, 'x'),
        fn () => $redis->lrange('l', 0, -1),
        fn () => $redis->lrange('nolist', 0, -1),
        fn () => $redis->lpop('nolist', 2),
        fn () => $redis->zadd('z', 1.5, 'a', 2, 'b'),
        fn () => $redis->zrange('z', 0, -1, 'WITHSCORES'),
        fn () => $redis->sadd('s', 'm'),
        fn () => $redis->smembers('s'),
        fn () => $redis->command('OBJECT', 'ENCODING', 'n'),
        fn () => $redis->command('config', 'get', 'maxclients'),
        fn () => $redis->ping(),
        fn () => $redis->echo("\u{20ac}"),
        fn () => $redis->xadd('x', '1-1', 'f', 'v'),
        fn () => $redis->xread('COUNT', 10, 'STREAMS', 'x', '0'),
        // maps
        fn () => $redis->hmset('h', ['a' => 1, 'b' => 'two', 3 => 4.5]),
        fn () => $redis->hmget('h', ['a', 'none', 3]),
        fn () => $redis->hgetall('h'),
        fn () => $redis->hgetall('none'),
        fn () => $redis->hkeys('h'),
        fn () => $redis->command('HMGET', 'h', 'a', 'b'),
        // errors
        fn () => $redis->lpush('n', 1),
        fn () => $redis->nosuch(1),
        fn () => $redis->get(),
        fn () => $redis->hgetall('l'),
    ] as $i => $step) {
        echo "$i ", yield outcome($step()), "\n";
    }
    try { yield $redis->lpush('n', 1); } catch (Aha\Storage\Memory\RedisException $e) {
        var_dump($e->getErrorCode(), $e->getCommand(), $e->getResults(), $e instanceof Aha\Exception);
    }
    // Large values, and many at once.
    $large = random_bytes(3000000);
    yield $redis->set('large', $large);
    var_dump((yield $redis->get('large')) === $large);
    $keys = [];
    for ($i = 0; $i < 5000; $i++) {
        $keys[] = $redis->set("key:$i", $i);
    }
    yield $keys;
    $values = yield array_map(fn ($i) => $redis->get("key:$i"), range(0, 4999));
    var_dump(array_map('intval', $values) === range(0, 4999));
    $stats = $redis->stats();
    var_dump($stats['in_use'], $stats['queued'], $stats['in_flight'], $stats['largest_batch'] >= 1000, $stats['errors'] === ['exhausted' => 0, 'connect' => 0, 'timeout' => 0, 'lost' => 0, 'cancelled' => 0]);
});
?>
--EXPECT--
"OK"
bool(true)
0 null
1 1
2 "0.1"
3 "OK"
4 "1"
5 "OK"
6 "0"
7 "OK"
8 ""
9 ["1",null,"0.1"]
10 3
11 ["1","2.5","x"]
12 []
13 null
14 2
15 ["a","1.5","b","2"]
16 1
17 ["m"]
18 "int"
19 ["maxclients","10000"]
20 "PONG"
21 "\u20ac"
22 "1-1"
23 [["x",[["1-1",["f","v"]]]]]
24 "OK"
25 {"a":"1","none":null,"3":"4.5"}
26 {"a":"1","b":"two","3":"4.5"}
27 []
28 ["a","b","3"]
29 ["1","two"]
30 RedisException: WRONGTYPE Operation against a key holding the wrong kind of value
31 RedisException: ERR unknown command 'nosuch', with args beginning with: '1' 
32 RedisException: ERR wrong number of arguments for 'get' command
33 RedisException: WRONGTYPE Operation against a key holding the wrong kind of value
string(9) "WRONGTYPE"
string(5) "LPUSH"
NULL
bool(true)
bool(true)
bool(true)
int(0)
int(0)
int(0)
bool(true)
bool(true)
