--TEST--
after the grace period every further wait of a cancelled scope fails at once
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv("SKIP_SLOW_TESTS")) die("skip slow: five seconds"); ?>
--FILE--
<?php
$start = hrtime(true);
$n = 0;
Aha\run(function () {
    $scope = new Aha\Coroutine\Scope;
    $scope->go(function () {
        while (true) {
            try { yield Aha\sleep(100); } catch (Aha\CancelledException $e) { echo $e->getMessage(), "\n"; if (++$GLOBALS['n'] == 4) return; }
        }
    });
    yield;
    $scope->cancel();
    yield $scope->join();
});
var_dump(hrtime(true) - $start > 4e9);
--EXPECT--
The scope was cancelled
Cancelled, and the grace period for cleaning up is over
The task is cancelled and may not wait any more
The task is cancelled and may not wait any more
bool(true)
