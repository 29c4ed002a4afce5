--TEST--
Coroutine\Task: id, state, spawnedAt, suspendedAt, current
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\Task;
var_dump(Task::current());
Aha\run(function () {
    $me = Task::current();
    var_dump($me->state());
    $task = Aha\go(function () {
        yield Aha\sleep(0.001);
    });
    var_dump($task->id() > $me->id(), $task->state(), $task->suspendedAt());
    yield;
    var_dump($task->state(), $task->spawnedAt()['line'], $task->suspendedAt()['line'], basename($task->suspendedAt()['file']) == basename(__FILE__));
    yield $task;
    var_dump($task->state(), $task->isDone(), $task->isFailed(), $task->suspendedAt());
    $fiber = Aha\fiber(function () {
        Aha\await(Aha\sleep(0.001));
    });
    yield; yield;
    var_dump($fiber->suspendedAt()['line']);
    yield $fiber;
});
--EXPECT--
NULL
string(7) "running"
bool(true)
string(5) "ready"
NULL
string(7) "waiting"
int(7)
int(8)
bool(true)
string(4) "done"
bool(true)
bool(false)
NULL
int(16)
