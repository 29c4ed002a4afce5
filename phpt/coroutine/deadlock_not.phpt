--TEST--
no false alarm: waits that a timer, a timeout, another way or later code can still end
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\{Mutex, Channel, Scope};
Aha\run(function () {
    $m = new Mutex;
    yield $m->lock();
    $child = Aha\go(function () use ($m) { try { yield $m->lock(0.002); } catch (Aha\TimeoutException) { return 'timed out'; } });
    echo yield $child, "\n";
    $child = Aha\go(function () use ($m) { yield $m->lock(); $m->unlock(); return 'later'; });
    yield;
    try { yield Aha\timeout(0.002, Aha\shield($child)); } catch (Aha\TimeoutException) { echo "timeout\n"; }
    var_dump(yield Aha\race([$child, Aha\sleep(0.002)]));
    $m->unlock();
    $ch = new Channel;
    Aha\Timer::after(5, fn () => $ch->push('from a timer'));
    echo yield $ch->pop(), "\n";
    $scope = new Scope(0.005);
    $scope->go(function () use ($ch) { try { yield $ch->pop(); } catch (Aha\DeadlineException) { echo "deadline\n"; } });
    yield $scope->join();
});
echo "end\n";
--EXPECT--
timed out
timeout
NULL
from a timer
deadline
end
