--TEST--
Coroutine\{Manager, SystemCall, RetVal}: Aha 1.x's system calls in generators and fibers
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\{Manager, RetVal, Scheduler, SystemCall, Task};

function said(callable $work): void
{
    try {
        echo json_encode($work()), "\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}

echo "-- RetVal\n";
$ends = function (mixed $value) {
    try {
        yield 'a plain value';
        yield Manager::retval($value);
        echo "NEVER\n";
    } finally {
        echo "finally\n";
    }
};
$outer = function () use ($ends) {
    $first = yield $ends('early');
    $second = yield $ends(null); // null is a value, too
    $third = yield from $ends('of the whole'); // delegated to: one coroutine with this one
    return [$first, $second, 'NEVER', $third];
};
said(fn () => Aha\run($outer));
said(fn () => Aha\run(fn () => yield new RetVal(['of', 'main'])));
said(fn () => Aha\run(function () {
    $inner = function () {
        try {
            yield new RetVal(1);
        } finally {
            throw new LogicException('thrown in finally');
        }
    };
    try {
        return yield $inner();
    } catch (LogicException $e) {
        return 'caught: ' . $e->getMessage();
    }
}));
said(fn () => Aha\run(function () {
    $inner = function () {
        try {
            yield new RetVal(1);
        } finally {
            throw new LogicException('thrown in finally of main');
        }
    };
    return yield from $inner();
}));
said(fn () => (new RetVal('read'))->getValue());
said(fn () => Aha\run(fn () => new RetVal('returned, it is a value like others'))->getValue());
said(fn () => Aha\run(function () {
    $value = yield [1, new RetVal(2)]; // in an array as well
    return $value[1]->getValue();
}));

echo "-- Manager\n";
said(fn () => Aha\run(function () {
    $id = yield Manager::getTaskId();
    $nested = yield (fn () => yield Manager::getTaskId())();
    $fiber = yield Aha\fiber(fn () => Aha\await(Manager::getTaskId()) === Task::current()->id());
    return [$id === Task::current()->id(), $nested === $id, $fiber];
}));
$scheduler = new Scheduler;
$scheduler->newTask(function () use ($scheduler) {
    $id = yield Manager::newTask(function (string $x) {
        try {
            yield Aha\sleep(3600);
        } finally {
            echo "$x\n";
        }
    }, 'killed');
    yield;
    echo json_encode([$scheduler->count(), Scheduler::getInstance()->count(), yield Manager::killTask($id), yield Manager::killTask(-1)]), "\n";
});
$scheduler->run();
said(fn () => Aha\run(function () {
    $id = yield Manager::newTask((function () { yield Aha\sleep(3600); })());
    $counts = [Scheduler::getInstance()->count()];
    yield Manager::killTask($id);
    yield Scheduler::getInstance()->run();
    return [...$counts, Scheduler::getInstance()->count(), yield Manager::killTask($id)];
}));

echo "-- SystemCall\n";
said(fn () => Aha\run(function () {
    $who = fn (Task $task, Scheduler $scheduler) => [$task->id(), $scheduler === Scheduler::getInstance()];
    $plain = yield new SystemCall($who);
    $generator = yield new SystemCall(function () { yield Aha\sleep(0); return 'of a generator'; });
    $awaitable = yield new SystemCall(fn () => Aha\Future::resolved('of a future'));
    $again = new SystemCall(function () { static $n = 0; return ++$n; });
    return [$plain === [Task::current()->id(), true], $generator, $awaitable, yield $again, yield $again];
}));
said(fn () => Aha\run(fn () => Aha\await(new SystemCall(fn (Task $task) => $task === Task::current() ? 'THE SAME' : 'in a task of its own'))));
said(fn () => Aha\run(fn () => yield new SystemCall(fn () => throw new DomainException('of a system call'))));

echo "-- outside of a task\n";
said(fn () => Manager::getTaskId());
said(fn () => (new SystemCall(fn () => 1))->future());
said(fn () => new SystemCall('no such function'));
?>
--EXPECT--
-- RetVal
finally
finally
finally
"of the whole"
["of","main"]
"caught: thrown in finally"
LogicException: thrown in finally of main
"read"
"returned, it is a value like others"
2
-- Manager
[true,true,true]
[2,0,true,false]
killed
[1,0,false]
-- SystemCall
[true,"of a generator","of a future",1,2]
"in a task of its own"
DomainException: of a system call
-- outside of a task
Aha\StateException: Aha\Coroutine\Manager::getTaskId() needs a task: there is none that could be meant
Aha\StateException: A system call needs a task: there is none that could be meant
TypeError: Aha\Coroutine\SystemCall::__construct(): Argument #1 ($callback) must be a valid callback, function "no such function" not found or invalid function name
