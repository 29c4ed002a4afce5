--TEST--
Coroutine\Scope: join, cancel, errors, nesting, dropped scope
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Scope;
Aha\run(function () {
    $scope = new Scope;
    foreach ([3, 1, 2] as $i) $scope->go(function ($i) { yield Aha\sleep($i / 1000); echo "done $i\n"; }, $i);
    var_dump($scope->count());
    var_dump(yield $scope->join());
    var_dump(yield $scope->join());

    $scope = new Scope;
    $scope->go(function () { yield Aha\sleep(0.001); throw new RuntimeException('scope error'); });
    $scope->go(function () { try { yield Aha\sleep(5); } finally { echo "sibling cancelled\n"; } });
    try { yield $scope->join(); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }

    $scope = new Scope;
    $scope->go(function () { try { yield Aha\sleep(5); } finally { yield Aha\sleep(0.001); echo "cancelled\n"; } });
    yield;
    $scope->cancel();
    yield $scope->join();
    $scope = new Scope;
    $scope->cancel();
    $scope->go(fn () => print("ran\n"));
    yield $scope->join();
    $scope = new Scope;
    yield $scope->join();

    $scope = new Scope;
    $scope->go(function () { Aha\go(function () { yield Aha\sleep(0.005); echo "grandchild is waited for\n"; }); });
    yield $scope->join();
    (new Scope)->go(function () { yield Aha\sleep(0.005); echo "dropped scope is waited for by run()\n"; });
});
$kept = null;
try {
    Aha\run(function () use (&$kept) {
        $kept = new Scope;
        $kept->go(fn () => throw new RuntimeException('nobody joined'));
        return 1;
    });
} catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
--EXPECT--
int(3)
done 1
done 2
done 3
NULL
NULL
sibling cancelled
scope error
cancelled
grandchild is waited for
dropped scope is waited for by run()
nobody joined
