--TEST--
Channel: values keep their order; waiting tasks are served first come, first served, on both sides
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Channel;
Aha\run(function () {
    foreach ([0, 1, 3, 100] as $capacity) {
        $ch = new Channel($capacity);
        Aha\go(function () use ($ch) { for ($i = 0; $i < 50; $i++) yield $ch->push($i); $ch->close(); });
        $got = [];
        while (null !== $v = yield $ch->pop()) $got[] = $v;
        var_dump($got === range(0, 49));
    }
    $ch = new Channel;
    foreach (['a', 'b', 'c'] as $n) Aha\go(function () use ($n, $ch) { echo $n, yield $ch->pop(), ' '; });
    yield;
    foreach ([1, 2, 3] as $v) yield $ch->push($v);
    yield;
    foreach ([1, 2, 3] as $v) Aha\go(fn () => $ch->push($v));
    yield;
    echo yield $ch->pop(), yield $ch->pop(), yield $ch->pop(), "\n";
    $ch = new Channel(3);
    $sum = 0; $perTask = [];
    for ($t = 0; $t < 4; $t++) Aha\go(function () use ($t, $ch, &$sum, &$perTask) { while (null !== $v = yield $ch->pop()) { $sum += $v; $perTask[$t] = ($perTask[$t] ?? 0) + 1; } });
    $producers = [];
    for ($p = 0; $p < 3; $p++) $producers[] = Aha\go(function () use ($ch) { for ($i = 1; $i <= 100; $i++) yield $ch->push($i); });
    yield $producers;
    $ch->close();
    yield; yield;
    var_dump($sum, array_sum($perTask), count($perTask));
});
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
abc1 2 3 123
int(15150)
int(300)
int(4)
