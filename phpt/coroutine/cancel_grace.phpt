--TEST--
cancellation comes once; a task may still wait in finally, but not for ever
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $task = Aha\go(function () {
        try { yield Aha\sleep(5); } catch (Aha\CancelledException) { echo "first\n"; }
        yield Aha\sleep(0.002);
        echo "waited after it\n";
        try { yield Aha\sleep(5); } catch (Aha\CancelledException) { echo "second\n"; }
    });
    yield Aha\sleep(0.001);
    $task->cancel();
    yield Aha\sleep(0.01);
    $task->cancel();
    yield $task;
});
--EXPECT--
first
waited after it
second
