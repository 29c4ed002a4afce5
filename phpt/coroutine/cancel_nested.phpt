--TEST--
cancelling a task stops the operation it waits on, but not a task that others await too
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $child = Aha\go(function () { try { yield Aha\sleep(5); } finally { echo "child stopped\n"; } });
    $parent = Aha\go(function () use ($child) { yield $child; });
    yield Aha\sleep(0.001);
    $parent->cancel();
    yield Aha\settle([$parent]);
    yield Aha\sleep(0.001);
    var_dump($child->isDone());

    $shared = Aha\go(function () { yield Aha\sleep(0.02); return 'shared'; });
    $one = Aha\go(function () use ($shared) { return yield $shared; });
    $two = Aha\go(function () use ($shared) { return yield $shared; });
    yield Aha\sleep(0.001);
    $one->cancel();
    var_dump(yield $two);
});
--EXPECT--
child stopped
bool(true)
string(6) "shared"
