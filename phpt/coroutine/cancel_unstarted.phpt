--TEST--
a task cancelled before it began never runs
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    foreach ([fn () => print("ran\n"), function () { echo "ran\n"; yield; }, (function () { echo "ran\n"; yield; })()] as $work) {
        $task = Aha\go($work);
        $task->cancel();
        try { yield $task; } catch (Aha\CancelledException $e) { echo $e->getMessage(), "\n"; }
    }
    $task = Aha\fiber(fn () => print("ran\n"));
    $task->cancel();
    try { yield $task; } catch (Aha\CancelledException $e) { echo $e->getMessage(), "\n"; }
});
--EXPECT--
The task was cancelled
The task was cancelled
The task was cancelled
The task was cancelled
