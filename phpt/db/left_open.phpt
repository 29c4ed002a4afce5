--TEST--
Db: transactions that are still open when nobody holds them, when their request ends, when the script ends
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
$test = sqlite();
$db = $test->open(['poolSize' => 2]);
Aha\await($db->query('CREATE TABLE t (a INTEGER)'));
$kept = [];

// Dropped.
Aha\run(function () use ($db) {
    $tx = yield $db->beginTrans();
    yield $tx->query('INSERT INTO t VALUES (1)');
    unset($tx);
    show(yield from idle($db), (yield $db->query('SELECT count(*) FROM t'))->fetchValue());
});
// Kept by a variable that outlives the run in which it has begun, below a scope for its time.
Aha\run(function () use ($db, &$kept) {
    $kept[] = yield Aha\timeout(10, fn () => $db->beginTrans());
    $kept[] = yield $db->beginTrans(['read_only' => true]);
    yield $kept[1]->commit();
    yield Aha\sleep(0.01);
    yield $kept[0]->query('INSERT INTO t VALUES (2)');
    show($kept[0]->isOpen(), $kept[1]->isOpen());
});
Aha\run(function () use ($db, $kept) {
    show($kept[0]->isOpen(), yield from idle($db), (yield $db->query('SELECT count(*) FROM t'))->fetchValue());
    try {
        yield $kept[0]->query('SELECT 1');
    } catch (Aha\StateException $e) {
        echo failure($e), "\n";
    }
});
// Of a request.
$server = new Server(<<<'PHP'
    server(function ($req) {
        $db = Aha\Storage\Db\Pool::getConnection('main', ['path' => ':memory:']);
        if ($req->path === '/open') {
            $GLOBALS['kept'] = yield $db->beginTrans();
            return 'open';
        }
        for ($tries = 0; $tries < 1000 && $db->stats()['in_use'] > 0; $tries++) {
            yield Aha\sleep(0.01);
        }
        return [$GLOBALS['kept']->isOpen(), $db->stats()['in_use']];
    })->start();
    PHP);
echo $server->get('/open')->body, ' ', $server->get('/')->body, "\n";
$server->stop();
echo $server->log();
// The script's own last until it ends: one goes with the variables, the other with the functions, which is later.
function later(?Aha\Storage\Db\Transaction $tx = null): Aha\Storage\Db\Transaction
{
    static $kept;
    return $kept ??= $tx;
}
$tx = Aha\await($db->beginTrans());
later(Aha\await($db->beginTrans(['read_only' => true])));
show($tx->isOpen(), later()->isOpen());
--EXPECTF--
aha: the transaction begun at %sleft_open.php:10 was neither committed nor rolled back, and nobody holds it any more: it is rolled back
0 0
true false
aha: the transaction begun at %sleft_open.php:17 was still open at the end of its request or Aha\run(): it is rolled back
false 0 0
Aha\StateException: The transaction begun at left_open.php:17 has ended
open [false,0]
aha: the transaction begun at server.php:%d was still open at the end of its request or Aha\run(): it is rolled back
true true
aha: the transaction begun at %sleft_open.php:%d was still open at the end of the script: it is rolled back
aha: the transaction begun at %sleft_open.php:%d was still open at the end of the script: it is rolled back
