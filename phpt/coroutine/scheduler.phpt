--TEST--
Coroutine\Scheduler: tasks by id, run() in and outside of the loop, several schedulers, errors, kills, those of others
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\{Channel, Scheduler, Task};

echo "-- outside of the loop\n";
$one = new Scheduler;
$two = new Scheduler;
$never = new Channel;
$a = $one->newTask((function () { echo "generator\n"; yield Aha\sleep(0); $child = Aha\go(function () { yield Aha\sleep(0.01); echo "child is waited for\n"; }); })());
$b = $one->newTask(fn (string $x) => print("function $x\n"), 'with an argument');
$c = $two->newTask(function () use ($never) {
    try {
        yield $never->pop();
    } finally {
        yield Aha\sleep(0);
        echo "cleaned up\n";
    }
});
var_dump($b === $a + 1, $c === $b + 1, $one->count(), $two->count());
var_dump($one->run()->isDone());
var_dump($one->count(), $two->count());
var_dump($one->run()->isDone()); // nothing to do

echo "-- kill\n";
var_dump($one->killTask($c), $two->killTask($c), $two->killTask(-1), $two->killTask(0));
$two->run();
var_dump($two->count(), $two->killTask($c));
Aha\run(function () use ($two) {
    $begun = new Channel(1);
    $id = $two->newTask(function () use ($begun) {
        Aha\go(function () use ($begun) {
            try {
                yield $begun->push(true);
                yield Aha\sleep(3600);
            } finally {
                echo "its child is killed, too\n";
            }
        });
        yield Aha\sleep(3600);
    });
    yield $begun->pop();
    $two->killTask($id);
    yield $two->run();
    $id = $two->newTask(fn () => print("KILLED BEFORE IT BEGAN\n"));
    var_dump($two->killTask($id));
    $self = $two->newTask(function () use ($two) {
        try {
            $two->killTask(Task::current()->id());
            yield Aha\sleep(3600);
        } catch (Aha\CancelledException $e) {
            echo get_class($e), ': ', $e->getMessage(), "\n";
        }
    });
    yield $two->run();
});

echo "-- in the loop\n";
Aha\run(function () use ($one, $two) {
    $gate = new Channel(4);
    $one->newTask(function () use ($gate, $one) {
        yield $gate->pop();
        $one->newTask(function () { yield; echo "started meanwhile\n"; });
        echo "of one\n";
    });
    $two->newTask(function () use ($gate) { yield $gate->pop(); echo "of two\n"; });
    $future = $one->run();
    var_dump($future->isDone(), $future === $one->run(), $two->run() === $future);
    yield $gate->push(1);
    var_dump(yield $future);
    var_dump($two->count());
    $two->newTask(fn () => $gate->push(2));
    yield [$one->run(), 'two' => $two->run()];
    var_dump($two->count());
    yield Aha\fiber(function () use ($one) {
        $one->newTask(function () { yield; echo "for a fiber\n"; });
        Aha\await($one->run());
        echo "the fiber goes on\n";
    });
});

echo "-- nobody waits any more\n";
Aha\run(function () use ($one) {
    $id = $one->newTask(function () { yield Aha\sleep(3600); });
    try {
        yield Aha\timeout(0.001, $one->run());
    } catch (Aha\TimeoutException) {
        echo 'the task goes on: ', $one->count(), "\n";
    }
    $one->killTask($id);
    yield $one->run();
    echo $one->count(), "\n";
});

echo "-- of others\n";
Aha\run(function () use ($one) {
    $gate = new Channel;
    $task = Aha\go(function () use ($gate) { return yield $gate->pop(); });
    $one->schedule($task);
    $one->schedule($task);
    echo $one->count(), "\n";
    yield $gate->push('its value');
    yield $one->run();
    echo $one->count(), ' ', yield $task, "\n";
    $one->schedule($task); // it has ended
    echo $one->count(), "\n";
    $task = Aha\go(function () { yield Aha\sleep(3600); });
    $one->schedule($task);
    var_dump($one->killTask($task->id()));
    try {
        yield $task;
    } catch (Aha\CancelledException $e) {
        echo $e->getMessage(), ' ', $one->count(), "\n";
    }
});

echo "-- a dropped scheduler\n";
Aha\run(function () {
    (new Scheduler)->newTask(function () { yield Aha\sleep(0.001); echo "its task goes on\n"; });
    $scheduler = new Scheduler;
    $scheduler->newTask(function () { yield Aha\sleep(0.001); echo "awaited\n"; });
    $future = $scheduler->run();
    unset($scheduler);
    yield $future;
    echo "and over\n";
});

echo "-- that of the process\n";
var_dump(Scheduler::getInstance() === Scheduler::getInstance(), Scheduler::getInstance()->count());
?>
--EXPECT--
-- outside of the loop
bool(true)
bool(true)
int(2)
int(1)
generator
function with an argument
child is waited for
bool(true)
int(0)
int(1)
bool(true)
-- kill
bool(false)
bool(true)
bool(false)
bool(false)
cleaned up
int(0)
bool(false)
its child is killed, too
bool(true)
Aha\CancelledException: The task was killed
-- in the loop
bool(false)
bool(true)
bool(false)
of one
started meanwhile
NULL
int(1)
of two
int(0)
for a fiber
the fiber goes on
-- nobody waits any more
the task goes on: 1
0
-- of others
1
0 its value
0
bool(true)
The task was killed 0
-- a dropped scheduler
its task goes on
awaited
and over
-- that of the process
bool(true)
int(0)
