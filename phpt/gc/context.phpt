--TEST--
gc: a context that holds its task, and itself
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
Aha\run(function () {
    $t = Aha\go(function () {
        Aha\context()->set('self', Aha\Coroutine\Task::current())->set('context', Aha\context())->set('probe', new Probe('of the task'));
        yield Aha\sleep(0.001);
    });
    yield $t;
    unset($t);
    echo "before\n";
    var_dump(gc_collect_cycles() > 0);
});
--EXPECT--
before
of the task gone
bool(true)
