--TEST--
Aha\trace(): where the tasks an exception came through were started and awaited
--EXTENSIONS--
aha
--FILE--
<?php
function fail_() { yield Aha\sleep(0.001); throw new RuntimeException('deep'); }
Aha\run(function () {
    $outer = Aha\go(function () {
        yield Aha\go(fail_(...));
    });
    try {
        yield $outer;
    } catch (RuntimeException $e) { echo Aha\trace($e), "\n"; }
    var_dump(Aha\trace(new Exception('crossed nothing')));
});
--EXPECTF--
in a task spawned at %s:5
awaited at %s:5
in a task spawned at %s:4
awaited at %s:8
string(0) ""
