--TEST--
Redis: what is refused, before anything is sent
--EXTENSIONS--
aha
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
