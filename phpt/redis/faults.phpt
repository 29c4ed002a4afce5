--TEST--
Redis: a server that cuts, stalls, resets, is slow, sends half a reply, garbage or too much; restarts under load
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/redis.inc';
require __DIR__ . '/../support/proxy.inc';
use Aha\Storage\Memory\Redis;

function kind(Throwable|string|null $outcome): string
{
    return $outcome instanceof Throwable ? preg_replace('/^.*\\\\/', '', get_class($outcome)) : json_encode($outcome);
}
/** What became of an awaitable: its value, or the exception. */
function settled(mixed $awaitable): Generator
{
    try {
        return yield $awaitable;
    } catch (Throwable $e) {
        return $e;
    }
}
$server = new RedisServer();
$proxy = new Proxy("tcp://127.0.0.1:$server->port");
$make = fn (array $options = []) => new Redis(['port' => $proxy->port, 'timeout' => 0.3, 'connect_timeout' => 5.0, 'poolSize' => 2, ...$options]);

Aha\run(function () use ($server, $proxy, $make) {
    yield redis($server)->mset('a', 'A', 'b', str_repeat('B', 2000), 'n', 0);
    foreach (['cut', 'reset', 'stall'] as $fault) {
        foreach ([0, 1, 3, 5, 6, 7, 8, 100, 1500] as $after) {
            $redis = $make();
            yield $redis->ping();
            $proxy->$fault('server', $after);
            $two = yield [settled($redis->get('a')), settled($redis->get('b'))];
            $proxy->pass();
            $expected = ['"A"', json_encode(str_repeat('B', 2000))];
            $bad = $fault === 'stall' ? ['TimeoutException', 'ConnectException'] : ['ConnectException'];
            foreach ($two as $i => $outcome) {
                in_array(kind($outcome), [$expected[$i], ...$bad], true) or print("$fault $after: " . kind($outcome) . "\n");
            }
            // Whatever happened, the next command gets its own reply.
            $next = yield settled($redis->echo("next $fault $after"));
            $next === "next $fault $after" or print("$fault $after, next: " . shown($next) . "\n");
            $redis->stats()['in_use'] === 0 or print("$fault $after: a leaked lease\n");
            $redis->close();
        }
    }
    echo "cut, reset, stall: done\n";
    $redis = $make(['timeout' => 20.0]);
    $proxy->slow(7, 0);
    echo strlen(yield $redis->get('b')), "\n";
    $proxy->pass();
    $proxy->half();
    echo kind(yield settled($redis->get('b'))), "\n";
    $proxy->pass();
    yield $redis->ping();
    foreach (["+unasked\r\n", "garbage", "\$5\r\nhal", "*1000000\r\n"] as $lie) {
        $closed = array_sum($redis->stats()['closed']);
        $proxy->inject($lie);
        $end = microtime(true) + patience();
        while (array_sum($redis->stats()['closed']) === $closed && microtime(true) < $end) { // a lie ends the connection
            yield Aha\sleep(0.002);
        }
        $echo = yield settled($redis->echo('right'));
        $echo === 'right' or print("after a lie: " . shown($echo) . "\n");
    }
    $redis->close();
    echo "lies: done\n";

    echo "-- restarted under load\n";
    $redis = $make(['timeout' => 5.0, 'poolSize' => 3]);
    $count = ['right' => 0, 'wrong' => 0];
    $errors = [];
    $stop = false;
    $load = [];
    for ($i = 0; $i < 50; $i++) {
        $load[] = Aha\go(function () use ($i, $redis, &$count, &$errors, &$stop) {
            for ($n = 0; !$stop; $n++) {
                try {
                    $reply = yield $redis->echo("$i:$n");
                    $count[$reply === "$i:$n" ? 'right' : 'wrong']++;
                } catch (Aha\Exception $e) {
                    $errors[get_class($e)] = true;
                    yield Aha\sleep(0.005);
                }
            }
        });
    }
    for ($round = 0; $round < 3; $round++) {
        yield Aha\sleep(0.1);
        $server->stop();
        $proxy->closeAll(true);
        yield Aha\sleep(0.05);
        $server->start();
    }
    $after = $count['right'];
    $end = microtime(true) + patience();
    while ($count['right'] < $after + 500 && microtime(true) < $end) {
        yield Aha\sleep(0.01);
    }
    $stop = true;
    yield $load;
    unset($errors['Aha\ConnectException']);
    var_dump($count['wrong'], $count['right'] > 500, $errors, $redis->stats()['in_use'], $redis->stats()['queued']);
});
?>
--EXPECT--
cut, reset, stall: done
2000
ConnectException
lies: done
-- restarted under load
int(0)
bool(true)
array(0) {
}
int(0)
int(0)
