--TEST--
Redis: subscriptions: channels, patterns, limits, reconnect, foreach, the end
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
    $news = yield $redis->subscribe(['news', 'weather']);
    $logs = yield $redis->psubscribe('log.*');
    echo get_class($news), ' ', $redis->stats()['subscriptions'], ' ', $redis->stats()['in_use'], "\n";
    echo yield $redis->publish('news', 'one'), yield $redis->publish('log.a', 'two'), yield $redis->publish('other', 'x'), "\n";
    echo json_encode(yield $news->next()), "\n", json_encode(yield $logs->next()), "\n";
    $waiting = $news->next();
    yield $redis->publish('weather', 'sunny');
    echo json_encode(yield $waiting), "\n";
    echo yield outcome($news->next(0.01)), "\n";
    yield $news->subscribe('sport');
    yield $redis->publish('sport', 'goal');
    echo (yield $news->next())['message'], "\n";
    $news->unsubscribe('sport', 'weather');
    yield $redis->ping();
    $seen = 0;
    $news->next(null, function ($message, $error) use (&$seen) { $seen = $message['message']; });
    yield $redis->publish('news', 'called');
    yield Aha\sleep(0.02);
    echo "$seen\n";

    echo "-- limits\n";
    $few = yield $redis->subscribe('c', ['max_queue' => 2]);
    $fails = yield $redis->subscribe('c', ['max_queue' => 2, 'overflow' => 'fail']);
    $latest = yield $redis->subscribe('c');
    for ($i = 1; $i <= 4; $i++) {
        yield $redis->publish('c', $i);
    }
    for ($i = 1; $i <= 4; $i++) {
        yield $latest->next();
    }
    echo (yield $few->next())['message'], (yield $few->next())['message'], ' ', json_encode($few->stats()), "\n";
    echo (yield $fails->next())['message'], (yield $fails->next())['message'], ' ', yield outcome($fails->next()), "\n";

    echo "-- reconnect\n";
    $redis->command('CLIENT', 'KILL', 'TYPE', 'pubsub');
    while ($news->stats()['reconnects'] === 0) {
        yield Aha\sleep(0.005);
    }
    yield $redis->publish('news', 'again');
    echo (yield $news->next())['message'], ' ', $news->stats()['state'], "\n";

    echo "-- the end\n";
    $last = $news->next();
    $news->unsubscribe();
    echo json_encode(yield $last), ' ', json_encode(yield $news->next()), ' ', $news->stats()['state'], "\n";
    try { $news->subscribe('x'); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    $logs->punsubscribe('log.*');
    $few->unsubscribe();
    unset($latest);
    while ($redis->stats()['in_use'] > 0) {
        yield Aha\sleep(0.005);
    }
    echo $redis->stats()['subscriptions'], "\n";

    echo "-- foreach\n";
    yield Aha\fiber(function () use ($redis) {
        $sub = Aha\await($redis->subscribe('f'));
        Aha\go(function () use ($redis) { foreach (['a', 'b', 'end'] as $text) { yield $redis->publish('f', $text); } });
        foreach ($sub as $i => $message) {
            echo "$i {$message['message']}\n";
            if ($message['message'] === 'end') {
                $sub->unsubscribe();
            }
        }
        echo "over\n";
    });
    $sub = yield $redis->subscribe('g');
    try { foreach ($sub as $m) {} } catch (Aha\StateException $e) { echo substr($e->getMessage(), 0, 60), "\n"; }
    try { foreach ($sub as &$m) {} } catch (Error $e) { echo $e->getMessage(), "\n"; }

    echo "-- cancel, close\n";
    $next = $sub->next();
    $next->cancel();
    echo yield outcome($next), "\n";
    $next = $sub->next();
    $redis->close();
    echo yield outcome($next), "\n";
});
$nobody = new Aha\Storage\Memory\Redis(['port' => 1]);
Aha\run(function () use ($nobody) { echo substr(yield outcome($nobody->subscribe('c')), 0, 24), "\n"; });
?>
--EXPECT--
Aha\Storage\Memory\Subscription 2 1
110
{"channel":"news","message":"one","pattern":null}
{"channel":"log.a","message":"two","pattern":"log.*"}
{"channel":"weather","message":"sunny","pattern":null}
TimeoutException: The message of Redis took longer than 0.01 s
goal
called
-- limits
34 {"state":"open","queued":0,"received":4,"dropped":2,"reconnects":0}
12 PoolException: The subscription has more than 2 messages that nobody has taken (option max_queue)
-- reconnect
again open
-- the end
null null ended
The subscription has ended: make a new one
0
-- foreach
0 a
1 b
2 end
over
foreach over a Subscription suspends a fiber, and this code 
The messages of a Subscription cannot be changed by reference
-- cancel, close
CancelledException: The operation was cancelled
CancelledException: SERVER: the client was closed
ConnectException: SERVER
