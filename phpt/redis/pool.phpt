--TEST--
Redis: the pool: one connection for many, blocking commands, limits that name their holders, login, statistics without secrets
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/redis.inc';
use Aha\Storage\Memory\{Pool, Redis};
$server = new RedisServer(['--requirepass', 'geheim']);
$conf = ['host' => '127.0.0.1', 'port' => $server->port, 'password' => 'geheim', 'timeout' => patience(), 'connect_timeout' => patience(), 'pool_wait_timeout' => patience()];

echo "-- one connection, a thousand waiters\n";
Aha\run(function () use ($conf) {
    $redis = new Redis([...$conf, 'poolSize' => 1]);
    $other = new Redis($conf);
    $waiting = [];
    for ($i = 0; $i < 1000; $i++) {
        $waiting[] = $redis->blpop('list', 0);
    }
    $plain = [];
    for ($i = 0; $i < 100; $i++) {
        $plain[] = $redis->incr('n');
    }
    while ($redis->stats()['in_use'] === 0) {
        yield Aha\sleep(0.005);
    }
    $stats = $redis->stats();
    echo "{$stats['size']} {$stats['in_use']} ", $stats['waiting'] >= 999 ? 'they wait' : $stats['waiting'], ' ', preg_match('~pool\.php:1[0-9]$~', $stats['holders'][0]['place']), "\n";
    yield $other->rpush('list', ...range(1, 1000));
    $got = array_column(yield $waiting, 1);
    echo $got == range(1, 1000) ? "in order\n" : 'out of order: ' . json_encode($got) . "\n";
    $numbers = yield $plain;
    sort($numbers);
    var_dump($numbers === range(1, 100));
    $stats = $redis->stats();
    echo "{$stats['created']} {$stats['in_use']} {$stats['waiting']} {$stats['queued']}\n";
});

echo "-- limits\n";
Aha\run(function () use ($conf) {
    $redis = new Redis([...$conf, 'poolSize' => 1, 'pool_wait_timeout' => 0.05]);
    $session = yield $redis->session();
    echo preg_replace(['~"redis[^"]*"~', '~ \(\d.*~', '~/\S*/~', '/:\d+$/'], ['POOL', '', '', ':LINE'], yield outcome($redis->get('x'))), "\n";
    echo preg_replace(['~"redis[^"]*"~', '~ \(\d.*~', '~/\S*/~', '/:\d+$/'], ['POOL', '', '', ':LINE'], yield outcome($redis->session())), "\n";
    $session->release();
    echo yield outcome($redis->get('x')), "\n";
    echo preg_replace('~"redis[^"]*"~', 'POOL', yield outcome((new Redis([...$conf, 'poolSize' => 0]))->ping())), "\n";
    $slow = new Redis([...$conf, 'timeout' => 0.05]);
    echo yield outcome($slow->eval('local t = redis.call("TIME") local n = t[1] * 1000 + t[2] / 1000 repeat t = redis.call("TIME") until t[1] * 1000 + t[2] / 1000 > n + 200')), "\n";
    echo yield outcome($redis->ping()), "\n";
});

echo "-- login\n";
Aha\run(function () use ($conf, $server) {
    foreach ([['password' => ''], ['password' => 'falsch'], ['user' => 'nobody'], ['database' => 99]] as $wrong) {
        echo substr(yield outcome((new Redis([...$conf, ...$wrong]))->ping()), 0, 110), "\n";
    }
    $admin = new Redis($conf);
    yield $admin->acl('SETUSER', 'worker', 'on', '>pw', '~*', '&*', '+@all');
    $redis = new Redis([...$conf, 'user' => 'worker', 'password' => 'pw', 'database' => 2, 'client_name' => 'phpt', 'unix_socket' => $server->socket]);
    echo yield $redis->acl('WHOAMI'), ' ', yield $redis->client('GETNAME'), ' ', preg_match('/ db=2 /', yield $redis->client('INFO')), "\n";
    try {
        $reply = yield (new Redis([...$conf, 'protocol' => 3]))->ping();
        echo $reply === 'PONG' ? "protocol 3\n" : "$reply\n";
    } catch (Aha\ConfigException $e) { // hiredis 0.14
        echo str_contains($e->getMessage(), 'needs hiredis 1.0') ? "protocol 3\n" : $e->getMessage();
    }
});

echo "-- statistics\n";
Aha\run(function () use ($conf) {
    $redis = Pool::getConnection('named', $conf);
    yield $redis->ping();
    yield [$redis->ping(), $redis->ping(), $redis->ping()];
    $stats = Pool::stats('named');
    echo "{$stats['calls']} {$stats['commands']} {$stats['writes']} {$stats['largest_batch']} {$stats['max']} {$stats['created']}\n";
    var_dump(Pool::stats() == ['named' => $stats], strpos(json_encode(Pool::stats()), 'geheim'), $redis === Pool::getConnection('named'));
    Pool::close('named');
    echo yield outcome(Aha\go(fn () => $redis->ping())), "\n";
});
?>
--EXPECT--
-- one connection, a thousand waiters
1 1 they wait 1
in order
bool(true)
1 0 0 0
-- limits
PoolException: The pool "SERVER" is exhausted: no connection within 50 ms; 1 of 1 in use, longest by pool.php:LINE
PoolException: The pool "SERVER" is exhausted: no connection within 50 ms; 1 of 1 in use, longest by pool.php:LINE
null
PoolException: The pool "SERVER" is disabled: its maximum is 0
TimeoutException: SERVER: no reply to EVAL within 50 ms
"PONG"
-- login
RedisException: NOAUTH Authentication required.
ConnectException: SERVER: AUTH was refused: WRONGPASS invalid username-password pair or user is disabled.
ConnectException: SERVER: AUTH was refused: WRONGPASS invalid username-password pair or user is disabled.
ConnectException: SERVER: SELECT was refused: ERR DB index is out of range
worker phpt 1
protocol 3
-- statistics
4 4 2 3 10 1
bool(true)
bool(false)
bool(true)
StateException: The server "named" was closed by close()
