--TEST--
Coroutine\Scheduler: what tasks throw is logged, deadlocks end, exit() ends the script, wrong arguments
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../fatal/child.inc';
use Aha\Coroutine\{Channel, Scheduler};

$scheduler = new Scheduler;
$log = tempnam(sys_get_temp_dir(), 'aha');
ini_set('error_log', $log);
function logged(): void
{
    global $log;
    preg_match_all('~unhandled error [^:]*: \S+ [^:/]*~', file_get_contents($log), $lines);
    echo implode("\n", array_map('trim', $lines[0])), "\n";
    file_put_contents($log, '');
}

echo "-- errors\n";
$scheduler->newTask(function () { yield; throw new LogicException('of a task'); });
$scheduler->newTask(function () { Aha\go(function () { yield; throw new LogicException('of its child'); }); yield Aha\sleep(3600); });
$scheduler->newTask(function () { yield Aha\sleep(0.02); echo "the others go on\n"; });
$scheduler->run();
logged();

echo "-- nothing can wake them\n";
$channel = new Channel;
$scheduler->newTask(function () use ($channel) { yield $channel->pop(); });
$scheduler->run();
logged();
$scheduler->newTask(function () use ($channel) {
    try {
        yield $channel->pop();
    } catch (Aha\DeadlockException) {
        echo "caught\n";
    }
});
$scheduler->run();
$two = new Scheduler; // what is not of this scheduler may be woken by the code behind run()
$later = new Channel(1);
$two->newTask(function () use ($later) { echo yield $later->pop(), "\n"; });
$other = Aha\go(function () use ($later) { echo yield $later->pop(), "\n"; });
$task = Aha\go(function () use ($channel) { yield $channel->pop(); });
$scheduler->schedule($task);
$scheduler->run();
Aha\await($later->push('woken later'));
$two->run();
Aha\await($later->push('woken as well'));
Aha\await($other);
echo $scheduler->count(), $task->isFailed() ? " failed\n" : " NOT FAILED\n";
try {
    Aha\await($task);
} catch (Aha\DeadlockException) {
    echo "the error belongs to whom the task belonged\n";
}
logged();

echo "-- one that waits for itself\n";
$scheduler->newTask(function () use ($scheduler) {
    try {
        yield $scheduler->run();
    } catch (Aha\DeadlockException $e) {
        echo strtok($e->getMessage(), "\n"), "\n";
    }
    $around = Aha\go(function () use ($scheduler) { yield $scheduler->run(); });
    try {
        yield $around;
    } catch (Aha\DeadlockException $e) {
        echo strtok($e->getMessage(), "\n"), "\n";
    }
});
$scheduler->run();

echo "-- wrong\n";
foreach ([fn () => $scheduler->newTask(7), fn () => $scheduler->newTask('no such function'), fn () => $scheduler->newTask((function () { yield; })(), 1),
    fn () => $scheduler->newTask(), fn () => $scheduler->schedule(Aha\Future::resolved()), fn () => $scheduler->killTask('x'), fn () => clone $scheduler,
    fn () => serialize($scheduler), fn () => (new Fiber(function () use ($scheduler) { $scheduler->newTask(fn () => null); $scheduler->run(); }))->start()] as $wrong) {
    try {
        $wrong();
        echo "nothing thrown\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
$scheduler->run();
echo $scheduler->count(), "\n";
unlink($log);

echo "-- exit()\n";
child('$s = new Aha\Coroutine\Scheduler; $s->newTask(function () { yield; echo "exits\n"; exit(7); }); register_shutdown_function(fn () => print("shutdown function\n")); $s->run(); echo "NEVER\n";');
child('Aha\run(function () { $s = new Aha\Coroutine\Scheduler; $s->newTask(function () { yield; exit(7); }); try { yield $s->run(); yield Aha\sleep(3600); } finally { echo "finally\n"; } });');
child('$s = new Aha\Coroutine\Scheduler; $s->newTask(fn () => print("NEVER\n")); echo "the script ends without a loop\n";');
?>
--EXPECT--
-- errors
the others go on
unhandled error in a task of a scheduler: LogicException: of a task in
unhandled error in a task of a scheduler: LogicException: of its child in
-- nothing can wake them
unhandled error in a task of a scheduler: Aha\DeadlockException: Every task waits and nothing can wake one
caught
woken later
woken as well
0 failed
the error belongs to whom the task belonged

-- one that waits for itself
The task would wait for itself:
The task would wait for itself:
-- wrong
TypeError: Aha\Coroutine\Scheduler::newTask(): Argument #1 ($work) must be a valid callback or a Generator, no array or string given
TypeError: Aha\Coroutine\Scheduler::newTask(): Argument #1 ($work) must be a valid callback or a Generator, function "no such function" not found or invalid function name
ValueError: Aha\Coroutine\Scheduler::newTask(): Argument #2 cannot be given: a generator has its arguments already
ArgumentCountError: Aha\Coroutine\Scheduler::newTask() expects at least 1 argument, 0 given
TypeError: Aha\Coroutine\Scheduler::schedule(): Argument #1 ($task) must be of type Aha\Coroutine\Task, Aha\Future given
TypeError: Aha\Coroutine\Scheduler::killTask(): Argument #1 ($id) must be of type int, string given
Error: Trying to clone an uncloneable object of class Aha\Coroutine\Scheduler
Exception: Serialization of 'Aha\Coroutine\Scheduler' is not allowed
Aha\StateException: Aha\Coroutine\Scheduler::run() runs the event loop and cannot be called inside a fiber
0
-- exit()
exits
shutdown function
status 7
finally
status 7
the script ends without a loop
status 0
