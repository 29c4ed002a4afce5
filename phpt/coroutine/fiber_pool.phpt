--TEST--
fibers are pooled: a thousand short ones one after another use one
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $ids = [];
    for ($i = 0; $i < 1000; $i++) {
        $ids[yield Aha\fiber(function () { $id = spl_object_id(Fiber::getCurrent()); Aha\await(Aha\sleep(0)); return $id; })] = true;
    }
    var_dump(count($ids));
    $ids = [];
    for ($round = 0; $round < 3; $round++) {
        $tasks = [];
        for ($i = 0; $i < 10; $i++) $tasks[] = Aha\fiber(function () use (&$ids) { $ids[spl_object_id(Fiber::getCurrent())] = true; Aha\await(Aha\sleep(0.001)); });
        yield $tasks;
    }
    var_dump(count($ids));
    try { yield Aha\fiber(fn () => throw new LogicException('one that throws is reused too')); } catch (LogicException $e) { echo $e->getMessage(), "\n"; }
    var_dump(yield Aha\fiber(fn () => isset($ids[spl_object_id(Fiber::getCurrent())])));
});
--EXPECT--
int(1)
int(10)
one that throws is reused too
bool(true)
