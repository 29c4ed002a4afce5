--TEST--
Db: transactions commit when their closure returns, and roll back when anything goes wrong
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    $db = $test->open();
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(20) UNIQUE)");
    $names = fn () => $db->query('SELECT a FROM t ORDER BY id')->then(fn ($r) => implode(',', $r->fetchColumn()));
    // Generator, plain closure, closure that awaits, a method, a closure without a value.
    show(yield $db->transaction(function ($tx) { $r = yield $tx->query("INSERT INTO t (a) VALUES ('gen')"); return $r->affectedRows; }));
    show(yield $db->transaction(fn ($tx) => $tx->query("INSERT INTO t (a) VALUES ('future')")->then(fn ($r) => $r->affectedRows)));
    show(yield $db->transaction(function ($tx) { return Aha\await($tx->query("INSERT INTO t (a) VALUES ('await')"))->affectedRows; }));
    show(yield $db->transaction(function ($tx) {}));
    show(yield $names());
    // An exception, an error of the database, both at once, exit from a nested generator.
    $try = function (callable $work, array $options = []) use ($db) {
        try { show(yield $db->transaction($work, $options)); } catch (Throwable $e) { echo $e instanceof Aha\Storage\Db\QueryException ? get_class($e) : failure($e), "\n"; }
    };
    yield $try(function ($tx) { yield $tx->query("INSERT INTO t (a) VALUES ('1')"); throw new DomainException('mine'); });
    yield $try(function ($tx) { yield $tx->query("INSERT INTO t (a) VALUES ('2')"); try { yield $tx->query("INSERT INTO t (a) VALUES ('gen')"); } catch (Aha\Storage\Db\DuplicateException $e) { throw new DomainException('again', 0, $e); } });
    yield $try(function ($tx) { $r = yield $tx->query("INSERT INTO t (a) VALUES ('3')"); (function () { throw new LogicException('deep'); })(); });
    show(yield $names());
    // An error that the closure handles is none.
    yield $try(function ($tx) { try { yield $tx->query("INSERT INTO t (a) VALUES ('gen')"); } catch (Aha\Storage\Db\DuplicateException) { yield $tx->query("INSERT INTO t (a) VALUES ('other')"); } return 'handled'; });
    // Nested: a savepoint.
    yield $try(function ($tx) {
        yield $tx->query("INSERT INTO t (a) VALUES ('outer')");
        try {
            yield $tx->transaction(function ($inner) {
                yield $inner->query("INSERT INTO t (a) VALUES ('undone')");
                yield $inner->transaction(fn ($third) => $third->query("INSERT INTO t (a) VALUES ('undone too')"));
                throw new DomainException('inner');
            });
        } catch (DomainException $e) {}
        return yield $tx->transaction(function ($inner) { yield $inner->query("INSERT INTO t (a) VALUES ('inner')"); return 'nested'; });
    });
    show(yield $names());
    // Tasks within belong to it: it ends after them, and with them.
    yield $try(function ($tx) { Aha\go(function () use ($tx) { yield Aha\sleep(0.01); yield $tx->query("INSERT INTO t (a) VALUES ('child')"); }); return 'with child'; });
    yield $try(function ($tx) { Aha\go(function () use ($tx) { yield $tx->query("INSERT INTO t (a) VALUES ('4')"); throw new DomainException('child'); }); try { yield Aha\sleep(60); } finally { echo "stopped\n"; } });
    yield $try(function ($tx) { $all = yield [$tx->query("INSERT INTO t (a) VALUES ('p')"), $tx->query("INSERT INTO t (a) VALUES ('q')")]; return count($all); });
    show(yield $names());
    // What waits for it is gone.
    $begun = new Aha\Coroutine\Channel(1);
    $f = $db->transaction(function ($tx) use ($begun) { try { yield $tx->query("INSERT INTO t (a) VALUES ('5')"); yield $begun->push(true); yield Aha\sleep(60); } finally { echo "finally\n"; } });
    yield $begun->pop();
    show($f->cancel());
    try { yield $f; } catch (Aha\CancelledException $e) { echo get_class($e), "\n"; }
    try { yield Aha\timeout(0.05, $db->transaction(function ($tx) { yield $tx->query("INSERT INTO t (a) VALUES ('6')"); yield Aha\sleep(60); })); } catch (Aha\TimeoutException $e) { echo get_class($e), "\n"; }
    $scope = new Aha\Coroutine\Scope(0.05);
    $scope->go(fn () => $db->transaction(function ($tx) { yield $tx->query("INSERT INTO t (a) VALUES ('7')"); yield Aha\sleep(60); }));
    yield $scope->join();
    show(yield $names());
    // The context of the caller is that of the closure.
    Aha\context()->set('who', 'me');
    show(yield $db->transaction(fn () => Aha\context()->get('who')));
    // A transaction that does not read what it may not.
    yield $try(function ($tx) { yield $tx->query("INSERT INTO t (a) VALUES ('8')"); }, ['read_only' => true]);
    yield $try(fn ($tx) => $tx->query('SELECT count(*) FROM t')->then(fn ($r) => $r->fetchValue()), ['read_only' => true, 'isolation' => 'SERIALIZABLE']);
    try { $db->transaction(fn () => 1, ['isolation' => 'chaos']); } catch (Aha\ConfigException $e) { echo failure($e), "\n"; }
    yield idle($db);
    $stats = $db->stats();
    show($stats['in_use'], $stats['transactions']['begun'] === $stats['transactions']['committed'] + $stats['transactions']['rolled_back'], $stats['waiting']);
});
--EXPECT--
1
1
1
null
"gen,future,await"
DomainException: mine
DomainException: again
LogicException: deep
"gen,future,await"
"handled"
"nested"
"gen,future,await,other,outer,inner"
"with child"
stopped
DomainException: child
2
"gen,future,await,other,outer,inner,child,p,q"
true
finally
Aha\CancelledException
Aha\TimeoutException
"gen,future,await,other,outer,inner,child,p,q"
"me"
Aha\Storage\Db\AccessException
9
Aha\ConfigException: transaction(): option "isolation" must be "read uncommitted", "read committed", "repeatable read" or "serializable", "chaos" given
0 true 0
