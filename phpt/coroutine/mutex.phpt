--TEST--
Mutex: one at a time, in order; only the owner unlocks; not recursive
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Mutex;
Aha\run(function () {
    $m = new Mutex;
    $tasks = [];
    foreach (['a', 'b', 'c'] as $n) $tasks[] = Aha\go(function () use ($m, $n) {
        $lock = yield $m->lock();
        echo "$n in, "; yield Aha\sleep(0.001); echo "$n out\n";
        $lock->unlock();
    });
    yield $tasks;
    var_dump($m->isLocked(), $m->tryLock(), $m->tryLock(), $m->isLocked());
    $other = Aha\go(function () use ($m) { try { $m->unlock(); } catch (Aha\StateException $e) { echo preg_replace('~ /\S+/~', ' ', $e->getMessage()), "\n"; } });
    yield $other;
    try { $m->lock(); } catch (Aha\DeadlockException $e) { echo preg_replace('~ /\S+/~', ' ', $e->getMessage()), "\n"; }
    $m->unlock();
    try { $m->unlock(); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    $inner = function () use ($m) { yield $m->lock(); };
    yield $m->lock();
    try { yield $inner(); } catch (Aha\DeadlockException $e) { echo "the same task in a child generator\n"; }
    $timeout = Aha\go(function () use ($m) { try { yield $m->lock(0.001); } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; } });
    yield $timeout;
    $waiting = Aha\go(fn () => $m->lock());
    $next = Aha\go(function () use ($m) { yield $m->lock(); echo "next got it\n"; $m->unlock(); });
    yield; yield;
    $waiting->cancel();
    $m->unlock();
    yield $next;
    var_dump($m->isLocked());
});
--EXPECT--
a in, a out
b in, b out
c in, c out
bool(false)
bool(true)
bool(false)
bool(true)
Only the owner of a mutex may unlock it: task 1, which locked it at mutex.php:12
This task has locked the mutex already, at mutex.php:12: it would wait for itself
The mutex is not locked
the same task in a child generator
The mutex lock took longer than 0.001 s
next got it
bool(false)
