--TEST--
callback style: on(function ($result, $error)) and the callback argument of operations
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $show = function ($result, $error) { echo json_encode($result), ' ', $error ? get_class($error) . ' ' . $error->getMessage() : '-', "\n"; };
    $f = Aha\Future::resolved([1]);
    var_dump($f->on($show) === $f);
    Aha\Future::failed(new RuntimeException('told'))->on($show);
    Aha\sleep(0.001, $show);
    Aha\go(fn () => 'task')->on($show);
    Aha\go(fn () => throw new LogicException('task error'))->on($show);
    $ch = new Aha\Coroutine\Channel;
    $ch->pop(callback: $show);
    $ch->push('value', callback: $show);
    $ch->pop(0, $show);
    $ch->pop(0.002, $show);
    yield Aha\sleep(0.02);
    echo "end\n";
});
--EXPECT--
bool(true)
[1] -
null RuntimeException told
"value" -
null -
null Aha\TimeoutException The channel pop took longer than 0 s
"task" -
null LogicException task error
null -
null Aha\TimeoutException The channel pop took longer than 0.002 s
end
