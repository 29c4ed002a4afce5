--TEST--
a task that cancels itself gets the exception at its next wait
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $task = Aha\go(function () {
        Aha\Coroutine\Task::current()->cancel();
        echo "goes on until it waits\n";
        try { yield Aha\sleep(1); } catch (Aha\CancelledException $e) { echo $e->getMessage(), "\n"; }
        yield Aha\sleep(0.001);
        return 'and may go on';
    });
    var_dump(yield $task);
});
--EXPECT--
goes on until it waits
The task was cancelled
string(13) "and may go on"
