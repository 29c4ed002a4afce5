--TEST--
what has arrived before a cancellation is delivered, so that no value is lost
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $ch = new Aha\Coroutine\Channel;
    $task = Aha\go(function () use ($ch) {
        $value = yield $ch->pop();
        echo "got $value\n";
        yield $ch->pop();
        echo "never\n";
    });
    yield;
    $ch->push('value');
    $task->cancel();
    yield Aha\settle([$task]);
    var_dump($task->isFailed());
});
--EXPECT--
got value
bool(true)
