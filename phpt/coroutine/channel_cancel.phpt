--TEST--
Channel: a cancelled or dropped waiter leaves the line and loses no value
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Channel;
Aha\run(function () {
    $ch = new Channel;
    $first = Aha\go(function () use ($ch) { $v = yield $ch->pop(); echo "first got $v\n"; });
    $second = Aha\go(function () use ($ch) { $v = yield $ch->pop(); echo "second got $v\n"; });
    yield;
    $first->cancel();
    var_dump($ch->push('x')->isDone());
    yield $second;
    $pop = $ch->pop();
    unset($pop);
    var_dump($ch->push('y')->isDone(), yield $ch->pop());
    try { yield Aha\timeout(0.001, $ch->pop()); } catch (Aha\TimeoutException) { echo "timeout\n"; }
    var_dump(($kept = $ch->push('z'))->isDone(), yield $ch->pop());
    $one = $ch->push('one'); $two = $ch->push('two');
    $one->cancel();
    var_dump(yield $ch->pop());
    $ch->push('its future is dropped');
    var_dump(yield $ch->pop());
    $a = new Channel; $b = new Channel;
    $race = Aha\race([$a->pop(), $b->pop()]);
    $b->push('raced');
    var_dump(yield $race, $a->push('not taken by the loser')->isDone());
    $ch = new Channel;
    foreach ([1, 2, 3] as $v) $ch->push($v);
    $cancelled = Aha\go(function () use ($ch) { while (true) { $v = yield $ch->pop(); echo "worker got $v\n"; if ($v == 2) yield Aha\sleep(5); } });
    yield Aha\sleep(0.001);
    $cancelled->cancel();
    var_dump(yield $ch->pop());
});
--EXPECT--
bool(true)
second got x
bool(false)
string(1) "y"
timeout
bool(false)
string(1) "z"
string(3) "two"
string(21) "its future is dropped"
string(5) "raced"
bool(false)
worker got 1
worker got 2
int(3)
