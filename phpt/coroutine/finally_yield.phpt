--TEST--
finally runs on cancellation, also with a yield inside, in every level
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $inner = function () { try { yield Aha\sleep(5); } finally { yield Aha\sleep(0.001); echo "inner cleaned\n"; } };
    $task = Aha\go(function () use ($inner) { try { yield $inner(); } finally { yield Aha\sleep(0.001); echo "outer cleaned\n"; } });
    yield Aha\sleep(0.002);
    var_dump($task->cancel());
    try { yield $task; } catch (Aha\CancelledException $e) { echo get_class($e), "\n"; }
    $task = Aha\go(function () use ($inner) { try { return yield from $inner(); } finally { echo "delegating cleaned\n"; } });
    yield Aha\sleep(0.002);
    $task->cancel();
    yield Aha\settle([$task]);
    $task = Aha\go(function () { try { yield Aha\sleep(5); } catch (Aha\CancelledException) { return 'made something of it'; } });
    yield;
    $task->cancel();
    var_dump(yield $task);
    var_dump($task->cancel());
});
--EXPECT--
bool(true)
inner cleaned
outer cleaned
Aha\CancelledException
inner cleaned
delegating cleaned
string(20) "made something of it"
bool(false)
