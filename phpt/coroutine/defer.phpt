--TEST--
Aha\defer(): last in, first out, whatever the outcome; generators are driven; errors surface
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $task = Aha\go(function () {
        Aha\defer(fn () => print("first in\n"));
        Aha\defer(function () { yield Aha\sleep(0.001); echo "generator\n"; });
        Aha\defer(fn () => print("last in\n"));
        yield;
        echo "body over\n";
        return 'value';
    });
    var_dump(yield $task);
    $task = Aha\go(function () { Aha\defer(fn () => print("after error\n")); yield; throw new RuntimeException('body'); });
    try { yield $task; } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    $task = Aha\go(function () { Aha\defer(fn () => print("after cancel\n")); yield Aha\sleep(5); });
    yield; yield; $task->cancel();
    yield Aha\settle([$task]);
    $task = Aha\go(function () { Aha\defer(fn () => print("still runs\n")); Aha\defer(fn () => throw new LogicException('deferred')); return 1; });
    try { yield $task; } catch (LogicException $e) { echo $e->getMessage(), "\n"; }
    $task = Aha\fiber(function () { Aha\defer(fn () => print("fiber\n")); return Aha\await(Aha\sleep(0.001)); });
    yield $task;
    $task = Aha\go(function () { Aha\defer(function () { Aha\defer(fn () => print("nested\n")); echo "outer\n"; }); return 'v'; });
    var_dump(yield $task);
});
--EXPECT--
body over
last in
generator
first in
string(5) "value"
after error
body
after cancel
still runs
deferred
fiber
outer
nested
string(1) "v"
