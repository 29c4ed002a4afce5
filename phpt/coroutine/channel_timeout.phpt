--TEST--
Channel: timeouts of push and pop; 0 does not wait
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Channel;
Aha\run(function () {
    $ch = new Channel(1);
    foreach ([0, 0.001] as $t) {
        try { yield $ch->pop($t); } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; }
    }
    yield $ch->push('a', 0);
    foreach ([0, 0.001] as $t) {
        try { yield $ch->push('b', $t); } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; }
    }
    var_dump(yield $ch->pop(0), count($ch));
    $pop = $ch->pop(5);
    yield $ch->push('in time');
    var_dump(yield $pop);
    $push = $ch->push('kept'); $push2 = $ch->push('waits', 5);
    var_dump(yield $ch->pop(), yield $push2, yield $ch->pop());
});
--EXPECT--
The channel pop took longer than 0 s
The channel pop took longer than 0.001 s
The channel push took longer than 0 s
The channel push took longer than 0.001 s
string(1) "a"
int(0)
string(7) "in time"
string(4) "kept"
NULL
string(5) "waits"
