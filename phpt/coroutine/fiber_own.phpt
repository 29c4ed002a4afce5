--TEST--
user fibers inside a task work; Fiber::suspend() of the task's own fiber and await() in a foreign one are refused
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    yield Aha\fiber(function () {
        $own = new Fiber(function () { $x = Fiber::suspend('from own'); return "returned $x"; });
        echo $own->start(), "\n";
        $own->resume('value');
        echo $own->getReturn(), "\n";
        $own = new Fiber(function () { try { Aha\await(Aha\sleep(0.001)); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; } });
        $own->start();
    });
    try { yield Aha\fiber(fn () => Fiber::suspend()); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    $f = new Fiber(function () { try { Aha\run(fn () => 1); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; } });
    $f->start();
});
$f = new Fiber(function () { try { Aha\run(fn () => 1); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; } });
$f->start();
$f = new Fiber(function () { try { Aha\await(Aha\sleep(0.001)); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; } });
$f->start();
--EXPECT--
from own
returned value
Aha\StateException: Aha\await() suspends the fiber of its task, and this code runs in a Fiber that was made by hand: start it with Aha\fiber()
Fiber::suspend() inside a task has nobody to resume it: use Aha\await()
Aha\StateException: Aha\run() cannot run inside the event loop, which is running already
Aha\StateException: Aha\run() runs the event loop and cannot be called inside a fiber
Aha\StateException: Aha\await() runs the event loop and cannot be called inside a fiber
