--TEST--
Aha\Deferred: resolve, fail, once only, dropped, cancelled
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $d = new Aha\Deferred;
    Aha\sleep(0.001, fn () => $d->resolve('resolved'));
    var_dump(yield $d);
    var_dump($d->isDone(), $d->resolve('again'), $d->fail(new Exception), yield $d->future());
    $d = new Aha\Deferred;
    Aha\sleep(0.001, fn () => $d->fail(new RuntimeException('failed')));
    try { yield $d; } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    $d = new Aha\Deferred;
    $future = $d->future();
    var_dump($future->isDone());
    $waiter = Aha\go(function () use ($future) { try { yield $future; } catch (Aha\StateException $e) { return $e->getMessage(); } });
    yield;
    unset($d);
    var_dump(yield $waiter);
    $d = new Aha\Deferred(function () { echo "cancel heard\n"; });
    try { yield Aha\timeout(0.001, $d); } catch (Aha\TimeoutException $e) { echo "timeout\n"; }
    yield;
    var_dump($d->isDone(), $d->resolve('late'));
    $d = new Aha\Deferred(fn () => print("never\n"));
    $d->resolve();
    var_dump(yield $d, $d->future()->cancel(), $d->future() === $d->future());
    $d = new Aha\Deferred(function () { throw new RuntimeException('from the cancel callback'); });
    $d->future()->cancel();
    yield Aha\sleep(0.001);
});
--EXPECTF--
string(8) "resolved"
bool(true)
bool(false)
bool(false)
string(8) "resolved"
failed
bool(false)
string(45) "The Aha\Deferred was dropped without a result"
cancel heard
timeout
bool(true)
bool(false)
NULL
bool(false)
bool(true)
aha: unhandled error in a background task: RuntimeException: from the cancel callback in %s:24
#0 [internal function]: {closure}()
#1 %s(2): Aha\run(Object(Closure))
#2 {main}
across tasks:
in a task spawned at %s:25
