--TEST--
Aha\Timer: after, tick, clear, arguments, skipped calls, errors do not stop it
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Timer;
Aha\run(function () {
    $id = Timer::after(2, function ($id, ...$args) { echo 'after ', json_encode($args), "\n"; }, 'x', 'y');
    var_dump(is_int($id), Timer::count());
    yield Aha\sleep(0.01);
    var_dump(Timer::count(), Timer::clear($id));
    $n = 0;
    $tick = Timer::tick(1, function ($id) use (&$n) { if (++$n == 3) var_dump(Timer::clear($id)); });
    yield Aha\sleep(0.02);
    var_dump($n);
    $running = $most = $calls = 0;
    $id = Timer::tick(1, function () use (&$running, &$most, &$calls) { $calls++; $most = max($most, ++$running); yield Aha\sleep(0.005); $running--; });
    yield Aha\sleep(0.03);
    Timer::clear($id);
    var_dump($most, $calls > 1);
    yield Aha\sleep(0.01);
    $n = 0;
    $id = Timer::tick(1, function ($id) use (&$n) { if (++$n == 2) Timer::clear($id); throw new RuntimeException("call $n"); });
    yield Aha\sleep(0.02);
    $id = Timer::after(1, fn () => print("never\n"));
    Timer::clear($id);
    yield Aha\sleep(0.005);
    var_dump(Timer::clear(99999));
});
Timer::after(1, fn () => print("never: no loop runs\n"));
Timer::tick(1, fn () => 1);
echo Aha\run(fn () => 'timers do not keep run() alive'), "\n";
--EXPECTF--
bool(true)
int(1)
after ["x","y"]
int(0)
bool(false)
bool(true)
int(3)
int(1)
bool(true)
aha: unhandled error in a background task: RuntimeException: call 1 in %s:19
#0 [internal function]: {closure}(4)
#1 %s(3): Aha\run(Object(Closure))
#2 {main}
across tasks:
in a task spawned at %s:19
aha: unhandled error in a background task: RuntimeException: call 2 in %s:19
#0 [internal function]: {closure}(4)
#1 %s(3): Aha\run(Object(Closure))
#2 {main}
across tasks:
in a task spawned at %s:19
bool(false)
timers do not keep run() alive
