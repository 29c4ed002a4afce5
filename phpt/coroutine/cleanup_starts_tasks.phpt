--TEST--
a cancelled task may start and await tasks while it cleans up
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $scope = new Aha\Coroutine\Scope;
    $save = function () { yield Aha\sleep(0.001); return 'saved'; };
    $scope->go(function () use ($save) {
        try { yield Aha\sleep(5); } finally {
            echo yield Aha\timeout(1, $save()), "\n";
            echo json_encode(yield [$save(), Aha\go($save)]), "\n";
        }
    });
    yield;
    $scope->cancel();
    yield $scope->join();
    $scope = new Aha\Coroutine\Scope;
    $scope->cancel();
    $scope->go(fn () => print("never: started from outside\n"));
    yield $scope->join();
});
--EXPECT--
saved
["saved","saved"]
