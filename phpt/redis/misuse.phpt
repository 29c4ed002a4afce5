--TEST--
Redis: what is refused, before anything is sent
--EXTENSIONS--
aha
--SKIPIF--
<?php
require __DIR__ . '/../db/built.inc';
if ($missing = leftOut('redis')) {
    die("skip $missing");
}
--FILE--
<?php
use Aha\Storage\Memory\{Pool, Redis};
function attempt(callable $work): void
{
    try {
        $work();
        echo "accepted\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
$redis = new Redis(['port' => 1]);
foreach ([
    fn () => $redis->set('k', null),
    fn () => $redis->set('k', ['a']),
    fn () => $redis->set('k', new stdClass),
    fn () => $redis->hmset('k', ['a' => []]),
    fn () => $redis->hmset('k', 'a'),
    fn () => $redis->hmget('k', []),
    fn () => $redis->select(1),
    fn () => $redis->auth('x'),
    fn () => $redis->monitor(),
    fn () => $redis->watch('k'),
    fn () => $redis->command('MULTI'),
    fn () => $redis->command('subscribe', 'c'),
    fn () => $redis->subscribe([]),
    fn () => $redis->subscribe([1]),
    fn () => $redis->subscribe('c', ['overflow' => 'explode']),
    fn () => $redis->subscribe('c', ['max_que' => 1]),
    fn () => $redis->pipeline(function ($p) { $p->blpop('l', 0); }),
    fn () => $redis->pipeline(function ($p) { $p->get(null); }),
    fn () => $redis->pipeline(function ($p) { yield; }),
    fn () => $redis->multi(function ($p) { $p->watch('x'); }),
    fn () => $redis->multi(function ($p) { throw new LogicException('mine'); }),
    fn () => $redis->scanAll(['count' => 0]),
    fn () => $redis->hscanAll('k', ['type' => 'hash']),
    fn () => $redis->createCoroutine()->future(),
    fn () => $redis->__construct(['port' => 1]),
    fn () => clone $redis,
    fn () => serialize($redis),
    fn () => new Redis(['prot' => 1]),
    fn () => new Redis(['port' => 0]),
    fn () => new Redis(['timeout' => 0]),
    fn () => new Redis(['poolSize' => 2, 'pool_min' => 3]),
    fn () => new Redis(['host' => '']),
    fn () => new Redis(['password' => 'secret', 'user' => []]),
    fn () => Pool::getConnection('nobody'),
    fn () => Pool::getConnection('cache', ['port' => 1, 'password' => 'a']),
    fn () => Pool::getConnection('cache', ['port' => 1, 'password' => 'b']),
    fn () => Pool::getConnection('cache', ['port' => 1, 'password' => 'a']),
    fn () => Pool::getConnection('other'),
    fn () => Pool::stats('other'),
    fn () => Pool::close('cache'),
    fn () => Pool::getConnection('cache', ['port' => 1, 'password' => 'b']),
] as $i => $work) {
    echo "$i ";
    attempt($work);
}
$batch = null;
$redis2 = new Redis(['port' => 1]);
attempt(function () use (&$batch, $redis2) { $redis2->pipeline(function ($p) use (&$batch) { $batch = $p; }); });
attempt(fn () => $batch->get('k'));
$redis2->close();
attempt(fn () => $redis2->get('k'));
var_dump(Pool::getConnection('cache') === Pool::getConnection('cache'), str_contains(json_encode(Pool::stats()), '"b"'));
?>
--EXPECT--
0 TypeError: SET: argument #2 must be of type string|int|float|bool, null given
1 TypeError: SET: argument #2 must be of type string|int|float|bool, array given
2 TypeError: SET: argument #2 must be of type string|int|float|bool, stdClass given
3 TypeError: HMSET: argument #2 must be of type string|int|float|bool, array given
4 TypeError: Aha\Storage\Memory\Redis::hmset(): Argument #2 ($map) must be of type array, string given
5 ValueError: hmget(): the list of fields is empty
6 Aha\StateException: SELECT is not for connections of a pool: what it would set are options (user, password, database, protocol, client_name)
7 Aha\StateException: AUTH is not for connections of a pool: what it would set are options (user, password, database, protocol, client_name)
8 Aha\StateException: MONITOR would break the connection for the commands after it
9 Aha\StateException: WATCH changes the state of its connection: use multi(fn), or session()
10 Aha\StateException: MULTI changes the state of its connection: use multi(fn), or session()
11 Aha\StateException: SUBSCRIBE turns its connection into something else: use subscribe() and psubscribe()
12 ValueError: The list of channels is empty
13 TypeError: The name of a channel must be a string, int given
14 Aha\ConfigException: subscribe(): option "overflow" must be "drop_oldest", "drop_newest", "fail" or "pause", "explode" given
15 Aha\ConfigException: subscribe(): unknown option "max_que"; did you mean "max_queue"?
16 Aha\StateException: BLPOP waits in the server: it cannot be part of a batch
17 TypeError: GET: argument #1 must be of type string|int|float|bool, null given
18 Aha\StateException: The function only records commands: it must not yield
19 Aha\StateException: WATCH changes the state of its connection: use multi(fn), or session()
20 LogicException: mine
21 Aha\ConfigException: scanAll(): option "count" must be an integer from 1 to 1000000, 0 given
22 Aha\ConfigException: scanAll(): unknown option "type"; did you mean "match"?
23 Aha\StateException: There is nothing to run: a command comes first
24 Aha\StateException: The server is configured already
25 Error: Trying to clone an uncloneable object of class Aha\Storage\Memory\Redis
26 Exception: Serialization of 'Aha\Storage\Memory\Redis' is not allowed
27 Aha\ConfigException: Aha\Storage\Memory\Redis: unknown option "prot"; did you mean "port"?
28 Aha\ConfigException: Aha\Storage\Memory\Redis: option "port" must be an integer from 1 to 65535, 0 given
29 Aha\ConfigException: Aha\Storage\Memory\Redis: option "timeout" must be a number of seconds from 0.001 to 86400, 0 given
30 Aha\ConfigException: Aha\Storage\Memory\Redis: pool_min (3) is larger than poolSize (2)
31 Aha\ConfigException: Aha\Storage\Memory\Redis: option "host" must be a string that is not empty, "" given
32 Aha\ConfigException: Aha\Storage\Memory\Redis: option "user" must be a string, array given
33 Aha\ConfigException: There is no server "nobody": its first getConnection() says what it is
34 accepted
35 Aha\ConfigException: The server "cache" is configured already, with another "password"; Pool::close() it first, or leave the options out
36 accepted
37 Aha\ConfigException: There is no server "other"; known are "cache": its first getConnection() says what it is
38 Aha\ConfigException: There is no server "other"; known are "cache": its first getConnection() says what it is
39 accepted
40 accepted
accepted
Aha\StateException: The batch has been sent: it records nothing any more
Aha\StateException: The server redis://127.0.0.1:1/0 was closed by close()
bool(true)
bool(false)
