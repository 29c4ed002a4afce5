--TEST--
Mutex::withLock() and lock(callback): released at the end of the task, whatever the outcome
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Mutex;
Aha\run(function () {
    $m = new Mutex;
    var_dump(yield $m->withLock(function ($mutex) use ($m) { yield Aha\sleep(0.001); return $mutex === $m && $m->isLocked(); }), $m->isLocked());
    try { yield $m->withLock(fn () => throw new RuntimeException('inside')); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    var_dump($m->isLocked());
    $task = $m->withLock(function () { yield Aha\sleep(5); });
    yield; yield;
    $waits = $m->withLock(fn () => 'next');
    yield;
    $task->cancel();
    var_dump(yield $waits, $m->isLocked());
    yield $m->lock();
    $waits = $m->withLock(fn () => print("never\n"));
    yield;
    $waits->cancel();
    $m->unlock();
    yield Aha\settle([$waits]);
    var_dump($m->isLocked());
    $m->lock(callback: function ($mutex, $error) { yield Aha\sleep(0.001); echo "callback owns it\n"; });
    yield $m->lock();
    $m->unlock();
    $order = '';
    for ($i = 0; $i < 5; $i++) $m->withLock(function () use ($i, &$order) { $order .= $i; yield Aha\sleep(0.001); $order .= $i; });
    yield $m->withLock(fn () => 1);
    var_dump($order);
});
--EXPECT--
bool(true)
bool(false)
inside
bool(false)
string(4) "next"
bool(false)
bool(false)
callback owns it
string(10) "0011223344"
