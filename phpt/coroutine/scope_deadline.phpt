--TEST--
a Scope's timeout bounds all that is started in it, and in scopes below it
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Scope;
Aha\run(function () {
    $scope = new Scope(0.01);
    $scope->go(function () { try { yield Aha\sleep(5); } catch (Aha\DeadlineException $e) { echo 'task: ', $e->getMessage(), "\n"; } });
    $scope->go(function () {
        $inner = new Scope(5);
        $inner->go(function () { try { yield Aha\sleep(5); } catch (Aha\DeadlineException $e) { echo 'task below: ', $e->getMessage(), "\n"; throw $e; } });
        try { yield $inner->join(); } catch (Aha\DeadlineException $e) { echo "join below\n"; }
    });
    yield $scope->join();
    var_dump($scope->isCancelled(), $scope->count());
    $scope = new Scope(5);
    $scope->go(function () { yield Aha\sleep(0.001); echo "in time\n"; });
    yield $scope->join();
    var_dump($scope->isCancelled());
    try { $scope->go(fn () => 1); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
});
--EXPECT--
task below: The deadline was exceeded
task: The deadline was exceeded
join below
bool(true)
int(0)
in time
bool(false)
The scope was joined already: start its tasks before join()
