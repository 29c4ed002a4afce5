--TEST--
Mutex: a task that ends without unlocking gives the lock back, with a line in the log
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $m = new Aha\Coroutine\Mutex;
    $bad = Aha\go(function () use ($m) { yield $m->lock(); yield Aha\sleep(0.001); });
    yield;
    yield $m->lock();
    echo "not for ever\n";
    $m->unlock();
});
--EXPECTF--
aha: task 2 (started at %s:4) ended without unlocking the mutex it locked at %s:4; it is unlocked now
not for ever
