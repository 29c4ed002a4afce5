--TEST--
Aha\background(): outlives its starter, its error is logged and cancels nobody; run() waits for it
--EXTENSIONS--
aha
--FILE--
<?php
$value = Aha\run(function () {
    $end = new Aha\Coroutine\Channel(1);
    $task = Aha\go(function () use ($end) {
        Aha\background(function () use ($end) { yield $end->pop(); yield Aha\sleep(0.01); echo "background over\n"; });
        yield Aha\sleep(5);
    });
    yield Aha\sleep(0.01);
    $task->cancel();
    yield Aha\settle([$task]);
    Aha\background(function ($x) { yield; throw new RuntimeException("in the $x"); }, 'background');
    yield Aha\sleep(0.02);
    $kept = Aha\background(fn () => 'its value can be awaited');
    echo yield $kept, "\n";
    yield $end->push(true);
    return 'main over';
});
echo "$value\n";
--EXPECTF--
aha: unhandled error in a background task: RuntimeException: in the background in %s:11
#0 [internal function]: {closure}('background')
#1 %s(2): Aha\run(Object(Closure))
#2 {main}
across tasks:
in a task spawned at %s:11
its value can be awaited
background over
main over
