--TEST--
Db: databases that nobody holds but their last query, transaction or cursor
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    for ($i = 0; $i < 5; $i++) {
        $value = (yield $test->open()->query('SELECT 1'))->fetchValue();
        $value += yield $test->open()->transaction(fn ($tx) => $tx->query('SELECT 2')->then(fn ($r) => $r->fetchValue()));
        $value += (yield $test->open()->beginTrans()->queue('a', 'SELECT 3'))['a']['result']->fetchValue();
        $value += (yield $test->open()->stream('SELECT 4 AS n')->fetch())['n'];
        try { yield $test->open()->query('SELEC'); } catch (Aha\Storage\Db\SyntaxException) { $value++; }
        $value += (yield $test->open()->createCoroutine()->query('SELECT 5'))['result']->fetchValue();
        $tx = yield $test->open()->beginTrans();
        yield $tx->rollback();
        unset($tx);
        show($value);
    }
    // Closed while it is at work, and dropped.
    $db = $test->open();
    $query = $db->query('SELECT 6');
    $db->close();
    unset($db);
    show((yield $query)->fetchValue());
    // What the end of the script finds. (left_open.phpt has what is logged of it.)
    ini_set('error_log', temporaryFolder() . '/log');
    $GLOBALS['kept'][] = [$test->open()->query('SELECT 7'), $test->open()->stream('SELECT 8'), yield $test->open()->beginTrans()];
});
--EXPECT--
16
16
16
16
16
6
