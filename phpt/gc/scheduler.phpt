--TEST--
gc: schedulers, what run() returns, system calls and return values held by what they hold; tasks leave nothing behind
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\{RetVal, Scheduler, SystemCall};
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
Aha\run(function () {
    $o = new stdClass;
    $o->probe = new Probe('return value');
    $o->value = new RetVal($o);
    unset($o);
    var_dump(gc_collect_cycles() > 0);
    $o = new stdClass;
    $o->probe = new Probe('system call');
    $o->call = new SystemCall(fn () => $o);
    yield $o->call;
    unset($o);
    var_dump(gc_collect_cycles() > 0);
    $scheduler = new Scheduler;
    $o = new stdClass;
    $o->probe = new Probe('scheduler');
    $o->scheduler = $scheduler;
    $id = $scheduler->newTask(function () use ($o) { try { yield Aha\sleep(3600); } finally { echo "killed\n"; } });
    $o->future = $scheduler->run();
    yield Aha\sleep(0);
    $o->self = $o;
    unset($o, $scheduler);
    gc_collect_cycles();
    echo "its task holds it\n";
    Aha\Coroutine\Manager::killTask($id);
    yield Aha\sleep(0.001);
    var_dump(gc_collect_cycles() > 0);
});

$round = function () {
    $scheduler = new Scheduler;
    for ($i = 0; $i < 200; $i++) {
        $scheduler->newTask(function () {
            yield yield Aha\Coroutine\Manager::getTaskId();
            yield new SystemCall(fn ($task, $scheduler) => $scheduler->schedule($task));
            yield (fn () => yield new RetVal(str_repeat('x', 100)))();
            Aha\Coroutine\Manager::killTask(yield Aha\Coroutine\Manager::newTask(function () { yield Aha\sleep(3600); }));
        });
    }
    $scheduler->run();
    return [memory_get_usage(), $scheduler->count()];
};
$round();
[$first] = $round();
[$last, $count] = $round();
echo $last - $first < 1024 ? 'flat' : 'grown by ' . ($last - $first), ", $count tasks\n";
?>
--EXPECT--
return value gone
bool(true)
system call gone
bool(true)
its task holds it
killed
scheduler gone
bool(true)
flat, 0 tasks
