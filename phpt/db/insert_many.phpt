--TEST--
Db: many rows with few statements, all or none
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    $db = $test->open();
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(20) UNIQUE, `order` DOUBLE)");
    $count = fn () => $db->query('SELECT count(*) FROM t')->then(fn ($r) => $r->fetchValue());
    show(yield $db->insertMany('t', ['a', 'order'], [['a', 1], ['order' => 2.5, 'a' => 'b'], ['c', null]]));
    show((yield $db->query('SELECT a, `order` FROM t ORDER BY id'))->fetch_all());
    show(yield $db->insertMany('t', ['a'], []), yield $db->insertMany('t', ['a'], new EmptyIterator));
    // A generator, more than one statement.
    $rows = function (int $n, string $prefix) { for ($i = 0; $i < $n; $i++) { yield ["$prefix$i", $i / 2]; } };
    $before = $db->stats()['queries'];
    show(yield $db->insertMany('t', ['a', 'order'], $rows(3500, 'g')), yield $count());
    show($db->stats()['queries'] - $before < 10);
    // All or none, wherever it fails.
    foreach ([500, 3000] as $n) {
        $fails = function () use ($rows, $n) { yield from $rows($n, 'h'); yield ['g1', 0]; };
        try { yield $db->insertMany('t', ['a', 'order'], $fails()); } catch (Aha\Storage\Db\DuplicateException $e) { echo get_class($e), "\n"; }
        $throws = function () use ($rows, $n) { yield from $rows($n, 'h'); throw new DomainException('no more'); };
        try { yield $db->insertMany('t', ['a', 'order'], $throws()); } catch (DomainException $e) { echo failure($e), "\n"; }
        $wrong = function () use ($rows, $n) { yield from $rows($n, 'h'); yield ['only one']; };
        try { yield $db->insertMany('t', ['a', 'order'], $wrong()); } catch (ValueError $e) { echo failure($e), "\n"; }
    }
    show(yield $count());
    show(yield $db->insertMany('t', ['a', 'order'], [['g1', 0], ['new', 1], ['g2', 0]], ['ignore' => true]), yield $count());
    // Within a transaction: undone with it, and by itself when it fails.
    try {
        yield $db->transaction(function ($tx) use ($rows) {
            show(yield $tx->insertMany('t', ['a', 'order'], $rows(2000, 'i')));
            throw new DomainException('undone');
        });
    } catch (DomainException $e) { echo failure($e), "\n"; }
    yield $db->transaction(function ($tx) use ($rows) {
        yield $tx->query("INSERT INTO t (a) VALUES ('stays')");
        $bad = function () use ($rows) { yield from $rows(2000, 'j'); yield ['a', 0]; };
        try { yield $tx->insertMany('t', ['a', 'order'], $bad()); } catch (Aha\Storage\Db\DuplicateException) { echo "undone\n"; }
        $run = $tx->insertMany('t', ['a', 'order'], $rows(3000, 'k'));
        try { $tx->query('SELECT 1'); } catch (Aha\StateException $e) { echo preg_replace('~begun at \S+~', 'begun', $e->getMessage()), "\n"; }
        show(yield $run);
        yield $tx->query("DELETE FROM t WHERE a LIKE 'k%'");
    });
    show(yield $count());
    foreach ([[['a'], [5]], [['a'], [['x', 'y']]], [['a', 'order'], [['a' => 1, 'b' => 2]]], [['a'], [[[]]]]] as [$columns, $wrong]) {
        try { yield $db->insertMany('t', $columns, $wrong); } catch (ValueError $e) { echo failure($e), "\n"; }
    }
    foreach ([fn () => $db->insertMany('t', [], []), fn () => $db->insertMany('t', [1], []), fn () => $db->insertMany('t', ['a'], [], ['chunk' => 1]), fn () => $db->insertMany('t', ['a'], 'rows')] as $wrong) {
        try { $wrong(); } catch (Throwable $e) { echo failure($e), "\n"; }
    }
    try { yield $db->insertMany("no`such\"table", ['a'], [[1]]); } catch (Aha\Storage\Db\SyntaxException $e) { echo get_class($e), "\n"; }
    show(yield idle($db));
});
--EXPECT--
3
[["a",1.0],["b",2.5],["c",null]]
0 0
3500 3503
true
Aha\Storage\Db\DuplicateException
DomainException: no more
ValueError: Row 501 has 1 values, and there are 2 columns
Aha\Storage\Db\DuplicateException
DomainException: no more
ValueError: Row 3001 has 1 values, and there are 2 columns
3503
1 3504
2000
DomainException: undone
undone
The transaction begun waits for the end of the one within it: use the Transaction that its closure was given
3000
3505
ValueError: Row 1 must be an array, int given
ValueError: Row 1 has 2 values, and there are 1 columns
ValueError: Row 1 has no value for the column "order"
ValueError: Row 1, column "a" cannot be sent to a database: it is of the type array
ValueError: Aha\Storage\Db\Database::insertMany(): Argument #2 ($columns) must have from 1 to 2000 column names
ValueError: Aha\Storage\Db\Database::insertMany(): Argument #2 ($columns) must be a list of column names
Aha\ConfigException: insertMany(): unknown option "chunk"; did you mean "ignore"?
TypeError: Aha\Storage\Db\Database::insertMany(): Argument #3 ($rows) must be of type Traversable|array, string given
Aha\Storage\Db\SyntaxException
0
