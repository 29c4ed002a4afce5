--TEST--
Db\Pool: one database for each name, its options, statistics and end
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
use Aha\Storage\Db\{Database, Pool};
$try = function (callable $call) { try { $call(); echo "taken\n"; } catch (Throwable $e) { echo failure($e), "\n"; } };
$folder = temporaryFolder();
$conf = ['driver' => 'sqlite', 'path' => "$folder/a.db", 'poolSize' => 2];
$try(fn () => Pool::getConnection('main'));
$main = Pool::getConnection('main', $conf);
show(Pool::getConnection('main') === $main, Pool::getConnection('main', $conf) === $main, Pool::getConnection('main', array_reverse($conf)) === $main);
$try(fn () => Pool::getConnection('main', ['poolSize' => 3] + $conf));
$try(fn () => Pool::getConnection('main', $conf + ['password' => 'secret']));
$try(fn () => Pool::getConnection('min'));
$try(fn () => Pool::getConnection('x', ['driver' => 'oracle']));
$try(fn () => Pool::getConnection('x', ['driver' => 'sqlite']));
$try(fn () => Pool::getConnection('x', ['path' => "$folder/x.db", 'poolsize' => 3]));
$try(fn () => Pool::getConnection('x', ['path' => "$folder/x.db", 'poolSize' => -1]));
$try(fn () => Pool::getConnection('x', ['path' => "$folder/x.db", 'poolSize' => 2, 'pool_min' => 3]));
$try(fn () => new Database(['path' => '']));
show(Pool::stats('main'));
Aha\run(function () use ($main, $conf, $try) {
    yield [$main->query('SELECT 1'), $main->query('SELECT 2'), $main->query('SELECT 3')];
    $stats = Pool::stats('main');
    show($stats['max'], $stats['size'] <= 2, $stats['idle'] + $stats['connecting'] === $stats['size'], $stats['in_use'], $stats['waiting'], $stats['queries'], $stats['succeeded'], $stats['text'], $stats['prepared']);
    show(array_keys(Pool::stats()), $stats['driver'], str_starts_with($stats['target'], 'sqlite:'), $stats === $main->stats());
    show(array_keys($stats));
    show(array_keys($stats['wait']), $stats['wait']['count'], array_keys($stats['closed']));
    // Who has all connections is named, by the message and by the statistics.
    $a = yield $main->beginTrans(['read_only' => true]);
    $b = yield $main->beginTrans(['read_only' => true]);
    $holders = Pool::stats('main')['holders'];
    show(count($holders), preg_match('~pool\.php:\d+$~', $holders[0]['place']), is_float($holders[0]['age']), Pool::stats('main')['in_use']);
    try { yield $main->query('SELECT 1', [], ['timeout' => 0.05]); } catch (Aha\PoolException $e) { echo failure($e), "\n"; }
    show(Pool::stats('main')['timeouts'] >= 1, Pool::stats('main')['waiting']);
    // Whoever waits is served in order when one is given back.
    $waiting = [$main->query('SELECT 1'), $main->query('SELECT 2')];
    yield $a->rollback();
    show(array_map(fn ($r) => $r->fetchValue(), yield $waiting));
    yield $b->commit();
    // Switched off.
    $off = new Database(['poolSize' => 0] + $conf);
    try { yield $off->query('SELECT 1'); } catch (Aha\PoolException $e) { echo get_class($e), "\n"; }
    // No room to wait.
    $none = new Database(['poolSize' => 1, 'pool_queue' => 0] + $conf);
    $results = yield Aha\settle([$none->query('SELECT 1'), $none->query('SELECT 2')]);
    show(array_column($results, 'ok'), get_class($results[1]['error']));
    // The end: what runs gets to its end, nothing new begins.
    $last = $main->query('SELECT 4');
    $closed = Pool::close('main');
    $try(fn () => $main->query('SELECT 5'));
    show((yield $last)->fetchValue(), yield $closed);
    $try(fn () => Pool::getConnection('main'));
    $again = Pool::getConnection('main', ['poolSize' => 3] + $conf);
    show($again !== $main, (yield $again->query('SELECT 6'))->fetchValue());
    show(yield Pool::getConnection('unused', $conf)->close());
});
--EXPECT--
Aha\ConfigException: There is no database "main": its first getConnection() says what it is
true true true
Aha\ConfigException: The database "main" is configured already, with another "poolSize"; Pool::close() it first, or leave the options out
Aha\ConfigException: The database "main" is configured already, with another "password"; Pool::close() it first, or leave the options out
Aha\ConfigException: There is no database "min"; known are "main": its first getConnection() says what it is
Aha\ConfigException: The database "x": option "driver" must be "mysql" or "sqlite", "oracle" given
Aha\ConfigException: A database of SQLite needs the option "path": a file, or ":memory:"
Aha\ConfigException: The database "x": unknown option "poolsize"; did you mean "poolSize"?
Aha\ConfigException: The database "x": option "poolSize" must be an integer from 0 to 100000, -1 given
Aha\ConfigException: A database: pool_min (3) is larger than poolSize (2)
Aha\ConfigException: Aha\Storage\Db\Database: option "path" must be a string that is not empty, "" given
{"driver":"sqlite","target":"","max":2}
2 true true 0 0 3 3 3 0
["main"] "sqlite" true true
["driver","target","max","size","idle","in_use","connecting","waiting","acquires","granted","reused","reuse_ratio","refused","failed","timeouts","cancelled","created","connect_errors","last_error","pings","closed","wait","holders","queries","active","succeeded","errors","given_up","retried","slow","text","prepared","streamed","rows","affected_rows","transactions","resets","reset_errors","time"]
["count","sum","p50","p95","p99"] 3 ["idle_timeout","lifetime","dead_at_borrow","ping_failed","peer_closed","not_reusable","broken","timed_out","cancelled","invalidated","pool_closed"]
2 1 true 2
Aha\PoolException: The pool "main" is exhausted: no connection within 50 ms; 2 of 2 in use, longest by pool.php:28 (N s), pool.php:29 (N s); 1 waits in "SELECT ?"
true 0
[1,2]
Aha\PoolException
[true,false] "Aha\\PoolException"
Aha\StateException: The database "main" is closed
4 null
Aha\ConfigException: There is no database "main": its first getConnection() says what it is
true 6
null
