--TEST--
gc: databases, transactions and cursors whose callbacks hold them; queries by the thousand
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/../db/skipif.inc';
--FILE--
<?php
require __DIR__ . '/../db/db.inc';
use Aha\Storage\Db\Database;
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
$path = temporaryFolder() . '/gc.db';
gc_collect_cycles();
Aha\run(function () use ($path) {
    // A hook that holds its database.
    $db = new Database(['path' => $path, 'pool_wait_timeout' => 100, 'connect_timeout' => 100]);
    yield $db->query('CREATE TABLE t (id INTEGER PRIMARY KEY, a)');
    $probe = new Probe('hook');
    $db->onQuery(function () use ($db, $probe) {});
    unset($probe, $db);
    show(gc_collect_cycles() > 0);
    $db = new Database(['path' => $path, 'pool_wait_timeout' => 100, 'connect_timeout' => 100]);
    // A chain whose callback and closures hold it, run and not run.
    foreach (['not run', 'run'] as $how) {
        $chain = $db->beginTrans();
        $probe = new Probe("chain, $how");
        $chain->queue('a', function () use ($chain, $probe) { return 'SELECT 1'; })->setCallback(function () use ($chain, $probe) {});
        unset($probe);
        if ($how === 'run') { yield $chain->execute(); }
        unset($chain);
        gc_collect_cycles();
    }
    // A transaction that its closure keeps.
    $holder = new stdClass;
    $holder->probe = new Probe('closure');
    yield $db->transaction(function ($tx) use ($holder) { $holder->tx = $tx; $holder->self = $holder; yield $tx->query('SELECT 1'); });
    unset($holder);
    gc_collect_cycles();
    // One that was begun and is in a circle: rolled back when it is collected.
    $holder = new stdClass;
    $holder->tx = yield $db->beginTrans();
    $holder->self = $holder;
    ini_set('error_log', '/dev/null');
    unset($holder);
    gc_collect_cycles();
    show(yield idle($db));
    $holder = new stdClass;
    $holder->cursor = $db->stream('SELECT 1');
    $holder->self = $holder;
    $holder->probe = new Probe('cursor');
    unset($holder);
    gc_collect_cycles();
    // Under way: nothing of it is garbage.
    $pending = $db->query('SELECT 5 AS five');
    $told = new Aha\Coroutine\Channel(9);
    $db->transaction(function ($tx) use ($told) { yield $tx->query('SELECT 1'); yield $told->push('still ran'); });
    gc_collect_cycles();
    show((yield $pending)->fetchValue());
    show(yield $told->pop());
    $db->query('SELECT nope', [], [], fn ($result, $error) => $told->push(get_class($error)));
    show(yield $told->pop());
    yield idle($db);
    for ($i = 0; $i < 300; $i++) {
        if ($i === 100) { $before = memory_get_usage(); }
        yield $db->query('SELECT ? AS a', [$i]);
        yield $db->transaction(fn ($tx) => $tx->query('SELECT 1'));
        yield $db->beginTrans()->queue('a', 'SELECT 1')->queue('b', fn () => 'SELECT 2');
        $cursor = $db->stream('SELECT 1');
        while (yield $cursor->fetch()) {}
        try { yield $db->query('SELEC'); } catch (Aha\Storage\Db\SyntaxException) {}
    }
    unset($e);
    $grown = memory_get_usage() - $before;
    echo $grown < 3000 ? "flat\n" : "grown by $grown\n";
});
--EXPECT--
hook gone
true
chain, not run gone
chain, run gone
closure gone
0
cursor gone
5
"still ran"
"Aha\\Storage\\Db\\SyntaxException"
flat
