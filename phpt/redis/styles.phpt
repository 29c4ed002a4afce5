--TEST--
Redis: fibers, cancellation, deadlines, the end of a script and of a server
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/redis.inc';
$server = new RedisServer();
echo "-- fiber\n";
Aha\run(function () use ($server) {
    $redis = redis($server);
    yield Aha\fiber(function () use ($redis) {
        Aha\await($redis->set('k', 'v'));
        echo Aha\await($redis->get('k')), ' ', json_encode(Aha\await([$redis->get('k'), $redis->incr('n')])), "\n";
        try { Aha\await($redis->lpush('k', 1)); } catch (Aha\Storage\Memory\RedisException $e) { echo $e->getErrorCode(), "\n"; }
    });
});
echo "-- outside of the loop\n";
$outside = redis($server);
echo Aha\await($outside->get('k')), "\n";
echo "-- cancel\n";
Aha\run(function () use ($server) {
    $redis = redis($server);
    $pop = $redis->blpop('list', 0);
    yield Aha\sleep(0.01);
    $pop->cancel();
    echo yield outcome($pop), ' ', $redis->stats()['in_use'], "\n";
    try { yield Aha\timeout(0.02, $redis->blpop('list', 0)); } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; }
    $task = Aha\go(function () use ($redis) { yield $redis->blpop('list', 0); });
    yield Aha\sleep(0.01);
    $task->cancel();
    echo yield outcome($task), ' ', $redis->stats()['in_use'], "\n";
    while (!str_contains(yield $redis->info('clients'), 'blocked_clients:0')) {
        yield Aha\sleep(0.005);
    }
    yield $redis->rpush('list', 'kept');
    echo yield $redis->lpop('list'), "\n";
    $get = $redis->get('k'); // its reply is thrown away, and the next one is not taken for it
    $get->cancel();
    echo yield $redis->echo('mine'), ' ', yield outcome($get), "\n";
    $session = $redis->session();
    $session->cancel();
    echo yield outcome($session), ' ', $redis->stats()['in_use'], "\n";
});
echo "-- deadline\n";
Aha\run(function () use ($server) {
    $redis = redis($server);
    $scope = new Aha\Coroutine\Scope(0.05);
    $task = $scope->go(function () use ($redis) { yield $redis->blpop('list', 0); });
    try { yield $task; } catch (Aha\DeadlineException) { echo "deadline ", $redis->stats()['in_use'], "\n"; }
});
echo "-- server\n";
$web = new Server(<<<PHP
    use Aha\\Storage\\Memory\\Pool;
    Pool::getConnection('cache', ['port' => $server->port, 'poolSize' => 4]);
    server(function (\$req) {
        \$redis = Pool::getConnection('cache');
        if (\$req->path === '/wait') {
            return (yield \$redis->blpop('queue', 0))[1];
        }
        return ['n' => yield \$redis->incr('hits'), 'stats' => \$redis->stats()['max']];
    })->start();
    PHP);
$client = $web->connect();
for ($i = 0; $i < 3; $i++) {
    $client->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    echo $client->answer()->body, "\n";
}
$client->send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
eventually(fn () => $server->ask('LLEN queue') === ':0');
usleep(50000);
$web->signal(SIGTERM); // the request that waits gets to its end
usleep(50000);
$server->ask('RPUSH queue last');
echo $client->answer()->body, "\n";
echo $web->wait(), "\n";
echo "-- the end of a script with all kinds of things under way\n";
$left = redis($server);
$left->get('x');
$left->blpop('never', 0);
$left->subscribe('c');
$left->session();
$scan = $left->scanAll();
$scan->next();
echo "over\n";
?>
--EXPECT--
-- fiber
v ["v",1]
WRONGTYPE
-- outside of the loop
v
-- cancel
CancelledException: The operation was cancelled 0
The operation took longer than 0.02 s
CancelledException: The task was cancelled 0
kept
mine CancelledException: The operation was cancelled
CancelledException: The operation was cancelled 0
-- deadline
deadline 0
-- server
{"n":1,"stats":4}
{"n":2,"stats":4}
{"n":3,"stats":4}
last
0
-- the end of a script with all kinds of things under way
over
