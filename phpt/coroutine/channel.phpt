--TEST--
Channel: unbuffered rendezvous, buffered, close, count, capacity
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Channel;
Aha\run(function () {
    $ch = new Channel;
    var_dump($ch->capacity(), count($ch), $ch->isEmpty(), $ch->isFull(), $ch->isClosed());
    $push = $ch->push('a');
    var_dump($push->isDone());
    var_dump(yield $ch->pop(), $push->isDone(), yield $push);
    $pop = $ch->pop();
    var_dump($ch->push('b')->isDone(), yield $pop);

    $ch = new Channel(2);
    $ch->push(1); $ch->push(2);
    $third = $ch->push(3);
    var_dump(count($ch), $ch->isFull(), $third->isDone(), yield $ch->pop(), $third->isDone(), count($ch));
    $ch->close();
    $ch->close();
    var_dump($ch->isClosed());
    try { yield $ch->push(4); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    while (null !== $v = yield $ch->pop()) echo "left: $v\n";
    var_dump(yield $ch->pop(), $ch->isEmpty());

    $ch = new Channel;
    $pusher = $ch->push('waits');
    $ch->close();
    try { yield $pusher; } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    $ch = new Channel;
    $popper = Aha\go(function () use ($ch) { return yield $ch->pop(); });
    yield;
    $ch->close();
    var_dump(yield $popper);
    foreach ([false, 0, '', []] as $v) { $ch = new Channel(1); $ch->push($v); var_dump($v === yield $ch->pop()); }
});
--EXPECT--
int(0)
int(0)
bool(true)
bool(true)
bool(false)
bool(false)
string(1) "a"
bool(true)
NULL
bool(true)
string(1) "b"
int(2)
bool(true)
bool(false)
int(1)
bool(true)
int(2)
bool(true)
The channel is closed: it takes no more values
left: 2
left: 3
NULL
bool(true)
The channel was closed before it took the value
NULL
bool(true)
bool(true)
bool(true)
bool(true)
