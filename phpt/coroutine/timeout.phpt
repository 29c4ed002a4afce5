--TEST--
Aha\timeout(): in time, too late, error passes; the operation is cancelled
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    var_dump(yield Aha\timeout(5, Aha\sleep(0.001)->then(fn () => 'in time')));
    try {
        yield Aha\timeout(0.005, (function () { try { yield Aha\sleep(5); } finally { echo "cleaned\n"; } })());
    } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; }
    try { yield Aha\timeout(5, fn () => throw new RuntimeException('own error')); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    var_dump(yield Aha\timeout(5, Aha\Future::resolved('at once')));
    $slow = Aha\go(function () { yield Aha\sleep(0.02); return 'awaited by another'; });
    $other = Aha\go(function () use ($slow) { return yield $slow; });
    yield Aha\sleep(0);
    try { yield Aha\timeout(0.001, $slow); } catch (Aha\TimeoutException $e) { echo "timeout\n"; }
    var_dump(yield $other);
    $never = new Aha\Deferred;
    try { yield Aha\timeout(0.001, $never); } catch (Aha\TimeoutException $e) { echo "timeout\n"; }
});
--EXPECT--
string(7) "in time"
cleaned
The operation took longer than 0.005 s
own error
string(7) "at once"
timeout
string(18) "awaited by another"
timeout
