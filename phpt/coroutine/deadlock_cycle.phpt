--TEST--
a circle of joins or mutexes is found at the yield that closes it
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Mutex;
function lines($e) { return preg_replace('~/\S*/~', '', get_class($e) . ': ' . $e->getMessage()) . "\n"; }
Aha\run(function () {
    $tasks = [];
    $tasks[0] = Aha\go(function () use (&$tasks) { try { yield $tasks[1]; } catch (Aha\CancelledException) {} });
    $tasks[1] = Aha\go(function () use (&$tasks) {
        try {
            yield $tasks[0];
        } catch (Aha\DeadlockException $e) { echo lines($e); }
    });
    yield $tasks;
    $self = Aha\go(function () use (&$self) {
        try { yield $self; } catch (Aha\DeadlockException $e) { echo lines($e); }
    });
    yield $self;

    $a = new Mutex; $b = new Mutex;
    $both = function ($x, $y) {
        yield $x->lock();
        try {
            yield Aha\sleep(0.001);
            yield $y->lock();
            $y->unlock();
            return 'went on';
        } finally { $x->unlock(); }
    };
    foreach (yield Aha\settle([Aha\go($both, $a, $b), Aha\go($both, $b, $a)]) as $r) echo $r['ok'] ? $r['value'] . "\n" : lines($r['error']);

    $m = new Mutex;
    yield $m->lock();
    $waits = [fn ($c) => $c, fn ($c) => Aha\all([$c, Aha\sleep(0.1)]), fn ($c) => Aha\settle([$c, Aha\sleep(0.1)]),
        fn ($c) => Aha\any([$c]), fn ($c) => Aha\race([$c, $c]), fn ($c) => Aha\shield($c), fn ($c) => [$c]];
    foreach ($waits as $wait) {
        $child = Aha\go(function () use ($m) { yield $m->lock(); echo "child got it\n"; });
        yield;
        try { yield $wait($child); echo "no\n"; } catch (Aha\DeadlockException $e) { echo explode(':', $e->getMessage())[0], "\n"; }
    }
    $m->unlock();
});
--EXPECT--
Aha\DeadlockException: The task would wait for itself:
  task 3 (started at deadlock_cycle.php:7) waits for task 2 at deadlock_cycle.php:9
  task 2 (started at deadlock_cycle.php:6) waits for task 3 at deadlock_cycle.php:6
Aha\DeadlockException: The task would wait for itself:
  task 4 (started at deadlock_cycle.php:13) waits for task 4 at deadlock_cycle.php:14
went on
Aha\DeadlockException: The task would wait for itself:
  task 6 (started at deadlock_cycle.php:28) waits for mutex lock (held by task 5, locked at deadlock_cycle.php:20) at deadlock_cycle.php:23
  task 5 (started at deadlock_cycle.php:28) waits for mutex lock (held by task 6, locked at deadlock_cycle.php:20) at deadlock_cycle.php:23
The task would wait for itself
The task would wait for itself
The task would wait for itself
The task would wait for itself
The task would wait for itself
The task would wait for itself
The task would wait for itself
child got it
