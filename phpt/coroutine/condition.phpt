--TEST--
Condition: notify n in order, notifyAll, times, timeout, cancelled waiters, race of two waits
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Condition;
Aha\run(function () {
    $c = new Condition;
    $out = '';
    foreach (['a', 'b', 'c', 'd'] as $n) Aha\go(function () use ($c, $n, &$out) { yield $c->wait(); $out .= $n; });
    yield;
    var_dump(count($c), $c->notify(), $c->notify(2), count($c));
    yield;
    var_dump($out, $c->notifyAll(), $c->notifyAll(), $c->notify(5));
    yield;
    var_dump($out);
    $twice = $c->wait(null, 2);
    var_dump($c->notify(), $twice->isDone(), $c->notify(), $twice->isDone());
    try { yield $c->wait(0.001); } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; }
    $cancelled = Aha\go(fn () => $c->wait());
    yield;
    $cancelled->cancel();
    var_dump($c->notify(), count($c));
    $race = Aha\race([$c->wait(), $c->wait()]);
    var_dump($c->notifyAll(), count($c), yield $race);
    $ready = false;
    $waiter = Aha\go(function () use ($c, &$ready) { while (!$ready) yield $c->wait(); return 'ready'; });
    yield;
    $c->notify(); yield;
    $ready = true; $c->notify();
    var_dump(yield $waiter);
});
--EXPECT--
int(4)
int(1)
int(2)
int(1)
string(3) "abc"
int(1)
int(0)
int(0)
string(4) "abcd"
int(0)
bool(false)
int(1)
bool(true)
The condition took longer than 0.001 s
int(0)
int(0)
int(2)
int(0)
NULL
string(5) "ready"
