--TEST--
gc: Redis: callbacks, sessions and subscriptions that hold each other; commands by the thousand
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/../redis/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../redis/redis.inc';
class Probe { public $other, $future; function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
$server = new RedisServer();
gc_collect_cycles();
Aha\run(function () use ($server) {
    $redis = redis($server);
    $probe = new Probe('callback');
    $probe->other = $redis->ping(function ($result, $error) use ($probe) {});
    yield $probe->other;
    unset($probe);
    yield Aha\sleep(0.001);
    gc_collect_cycles();

    $probe = new Probe('coroutine');
    $probe->other = $redis->createCoroutine()->echo('x');
    yield $probe->other;
    $probe->future = $probe->other->future(); // under way: nothing of it is garbage
    unset($probe);
    gc_collect_cycles();
    yield Aha\sleep(0.02);
    gc_collect_cycles();

    $probe = new Probe('session');
    $probe->other = [yield $redis->session(), $probe];
    unset($probe);
    gc_collect_cycles();
    echo $redis->stats()['in_use'], "\n";

    $probe = new Probe('subscription');
    $probe->other = [yield $redis->subscribe('c'), $probe];
    unset($probe);
    gc_collect_cycles();
    while ($redis->stats()['in_use'] > 0) {
        yield Aha\sleep(0.002);
    }
    $sub = yield $redis->subscribe('c');
    $next = $sub->next(); // keeps the subscription
    unset($sub);
    gc_collect_cycles();
    yield $redis->publish('c', 'kept');
    echo (yield $next)['message'], "\n";
    unset($next);

    $probe = new Probe('scan');
    $probe->other = [$redis->scanAll(), $probe];
    yield $probe->other[0]->next();
    unset($probe);
    gc_collect_cycles();

    $probe = new Probe('batch');
    yield $redis->pipeline(function ($batch) use ($probe) { $probe->other = [$batch, $probe]; $batch->ping(); });
    unset($probe);
    gc_collect_cycles();

    for ($i = 0; $i < 3000; $i++) {
        if ($i === 500) { $before = memory_get_usage(); }
        yield $redis->set('k', 'v');
        yield $redis->hgetall('h');
        yield $redis->pipeline(fn ($p) => $p->get('k')->lpush('k', 1))->catch(fn ($e) => null);
        yield $redis->createCoroutine()->get('k');
    }
    $grown = memory_get_usage() - $before;
    echo $grown < 5000 ? "flat\n" : "grown by $grown\n";
});
?>
--EXPECT--
callback gone
coroutine gone
session gone
0
subscription gone
kept
scan gone
batch gone
flat
