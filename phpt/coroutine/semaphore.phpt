--TEST--
Semaphore: so many at a time, in order; tryAcquire, withPermit, cancelled waiters lose no permit
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Semaphore;
Aha\run(function () {
    $s = new Semaphore(2);
    $now = $most = 0; $order = '';
    $tasks = [];
    for ($i = 0; $i < 6; $i++) $tasks[] = Aha\go(function () use ($i, $s, &$now, &$most, &$order) {
        yield $s->acquire();
        $order .= $i; $most = max($most, ++$now);
        yield Aha\sleep(0.001);
        $now--; $s->release();
    });
    yield $tasks;
    var_dump($most, $order, $s->available());
    try { $s->release(); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    var_dump($s->tryAcquire(), $s->tryAcquire(), $s->tryAcquire(), $s->available());
    foreach ([0, 0.001] as $t) try { yield $s->acquire($t); } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; }
    $cancelled = Aha\go(fn () => $s->acquire());
    yield;
    $cancelled->cancel();
    $s->release();
    $dropped = $s->acquire();
    var_dump($s->available());
    $s->release(); $s->release();
    var_dump($s->available());
    var_dump(yield $s->withPermit(function () use ($s) { yield Aha\sleep(0.001); return $s->available(); }), $s->available());
    try { yield $s->withPermit(fn () => throw new RuntimeException('inside')); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    yield [$s->acquire(), $s->acquire()];
    $waits = $s->withPermit(fn () => print("never\n"));
    yield;
    $waits->cancel();
    yield Aha\settle([$waits]);
    $s->release(); $s->release();
    var_dump($s->available());
});
--EXPECT--
int(2)
string(6) "012345"
int(2)
Every permit is there already: this is one release() too many
bool(true)
bool(true)
bool(false)
int(0)
The semaphore permit took longer than 0 s
The semaphore permit took longer than 0.001 s
int(0)
int(2)
int(1)
int(2)
inside
int(2)
