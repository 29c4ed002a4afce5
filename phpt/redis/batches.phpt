--TEST--
Redis: pipeline(), multi(), sessions with WATCH, scripts
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/redis.inc';
use Aha\Storage\Memory\RedisException;
$server = new RedisServer();
Aha\run(function () use ($server) {
    $redis = redis($server, ['poolSize' => 3]);
    echo "-- pipeline\n";
    echo json_encode(yield $redis->pipeline(function ($p) { $p->set('a', 1)->incr('a')->command('GET', 'a'); $p->get('none'); })), "\n";
    echo json_encode(yield $redis->pipeline(fn () => null)), "\n";
    try {
        yield $redis->pipeline(fn ($p) => $p->set('s', 'x')->incr('s')->get('s'));
    } catch (RedisException $e) {
        echo $e->getMessage(), ' | ', $e->getCommand(), ' | ', implode(', ', array_map(fn ($r) => is_object($r) ? get_class($r) : $r, $e->getResults())), "\n";
    }
    echo "-- multi\n";
    echo json_encode(yield $redis->multi(function ($m) { $m->set('a', 10); $m->incr('a'); })), "\n";
    echo yield outcome($redis->multi(fn ($m) => $m->set('a', 11)->nosuch())), "\n";
    echo yield $redis->get('a'), "\n";
    try {
        yield $redis->multi(fn ($m) => $m->set('a', 12)->lpush('a', 1));
    } catch (RedisException $e) {
        echo $e->getMessage(), ' | ', $e->getResults()[0], "\n";
    }
    echo yield $redis->get('a'), "\n";
    echo "-- session\n";
    $session = yield $redis->session();
    yield $session->watch('stock');
    echo json_encode(yield $session->get('stock')), ' ';
    yield $redis->set('stock', 5);
    echo json_encode(yield $session->multi(fn ($m) => $m->set('stock', 1))), ' ', yield $redis->get('stock'), "\n";
    yield $session->watch('stock');
    echo json_encode(yield $session->multi(fn ($m) => $m->decr('stock'))), "\n";
    echo json_encode(yield $session->multi(fn ($m) => null)), "\n";
    echo json_encode(yield $session->pipeline(fn ($p) => $p->get('stock')->get('a'))), "\n";
    yield $session->command('MULTI');
    try { $session->multi(fn ($m) => null); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    echo yield $session->set('stock', 7), ' ', json_encode(yield $session->exec()), "\n";
    try { $session->subscribe('c'); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    echo $redis->stats()['in_use'], ' ', preg_replace('/:\d+$/', ':LINE', basename($redis->stats()['holders'][0]['place'])), "\n";
    $session->release();
    $session->release();
    try { $session->get('x'); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    echo $redis->stats()['in_use'], ' ', array_sum($redis->stats()['closed']), "\n";
    $dirty = yield $redis->session();
    yield $dirty->watch('stock');
    unset($dirty);
    echo $redis->stats()['in_use'], ' ', array_sum($redis->stats()['closed']), "\n";
    $abandoned = yield $redis->session();
    $pending = $abandoned->blpop('nolist', 0);
    $abandoned->release();
    echo yield outcome($pending), "\n";
    unset($abandoned);
    echo "-- scripts\n";
    $script = 'return {KEYS[1], ARGV[1], ARGV[2]}';
    echo json_encode(yield $redis->eval($script, ['k'], [1, 2.5])), "\n";
    $commands = $redis->stats()['commands'];
    echo json_encode(yield $redis->eval($script, ['k'], ['x', true])), ' ', $redis->stats()['commands'] - $commands, "\n";
    echo json_encode(yield $redis->evalSha(sha1($script), ['k'], ['y', 'z'])), "\n";
    echo yield outcome($redis->evalSha(str_repeat('0', 40))), "\n";
    echo yield outcome($redis->eval('return redis.error_reply("MINE failed")')), "\n";
    echo yield outcome($redis->eval('return {1, {2, {false, "x"}}, redis.status_reply("OK")}')), "\n";
    yield $redis->script('FLUSH');
    echo json_encode(yield $redis->eval($script, ['k'], ['again', ''])), "\n";
    echo "-- scans\n";
    yield $redis->flushall();
    yield array_map(fn ($i) => $redis->set("key:$i", $i), range(1, 500));
    $scan = $redis->scanAll(['match' => 'key:*', 'count' => 50]);
    $keys = [];
    $rounds = 0;
    while (($some = yield $scan->next()) !== null) {
        array_push($keys, ...$some);
        $rounds++;
    }
    echo count(array_unique($keys)), ' ', $rounds > 3 ? 'rounds' : $rounds, ' ', json_encode(yield $scan->next()), "\n";
    yield $redis->hmset('h', array_combine(range(1, 300), range(1, 300)));
    $scan = $redis->hscanAll('h', ['count' => 10]);
    $hash = [];
    while (($some = yield $scan->next()) !== null) {
        $hash += $some;
    }
    ksort($hash);
    var_dump($hash == array_combine(range(1, 300), range(1, 300)));
    yield $redis->zadd('z', 1.5, 'a', -2, 'b');
    $scores = yield ($scan = $redis->zscanAll('z'))->next();
    ksort($scores);
    echo json_encode($scores), "\n";
    yield $redis->sadd('s', 'x', 'y');
    $members = yield $redis->sscanAll('s')->next();
    sort($members);
    echo json_encode($members), "\n";
    $first = ($scan = $redis->scanAll())->next();
    try { $scan->next(); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    yield $first;
    $first = $scan->next();
    $first?->cancel();
    echo yield outcome($scan->next()) !== '' ? "goes on\n" : '';
    echo yield outcome($redis->hscanAll('key:1')->next()), "\n";
});
?>
--EXPECT--
-- pipeline
["OK",2,"2",null]
[]
ERR value is not an integer or out of range | INCR | OK, Aha\Storage\Memory\RedisException, x
-- multi
["OK",11]
RedisException: ERR unknown command 'nosuch', with args beginning with: 
11
WRONGTYPE Operation against a key holding the wrong kind of value | OK
12
-- session
null null 5
[4]
[]
["4","12"]
The session is within MULTI already: exec() or discard() comes first
QUEUED ["OK"]
SUBSCRIBE turns its connection into something else: use subscribe() and psubscribe()
1 batches.php:LINE
The session has been released
0 0
0 1
CancelledException: The session was released before the reply
-- scripts
["k","1","2.5"]
["k","x","1"] 1
["k","y","z"]
RedisException: NOSCRIPT No matching script. Please use EVAL.
RedisException: MINE failed
[1,[2,[null,"x"]],"OK"]
["k","again",""]
-- scans
500 rounds null
bool(true)
{"a":1.5,"b":-2}
["x","y"]
The elements before are still under way: await next() first
goes on
RedisException: WRONGTYPE Operation against a key holding the wrong kind of value
