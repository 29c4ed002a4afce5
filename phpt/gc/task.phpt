--TEST--
gc: a task that is done and held by what it captured; generators, arguments, defers, fibers
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
Aha\run(function () {
    $o = new stdClass; $o->probe = new Probe('returned object');
    $o->task = Aha\go(function () use ($o) { yield Aha\sleep(0.001); return $o; });
    yield $o->task;
    unset($o);
    echo "before\n";
    var_dump(gc_collect_cycles() > 0);
    $o = new stdClass; $o->probe = new Probe('fiber argument');
    $o->task = Aha\fiber(function ($o) { Aha\await(Aha\sleep(0.001)); Aha\defer(fn () => $o); return $o; }, $o);
    yield $o->task;
    unset($o);
    var_dump(gc_collect_cycles() > 0);
    $o = new stdClass; $o->probe = new Probe('failed task');
    $o->task = Aha\go(function () use ($o) { $e = new RuntimeException; throw $e; });
    try { yield $o->task; } catch (RuntimeException $e) {}
    unset($o, $e);
    var_dump(gc_collect_cycles() > 0);
});
--EXPECT--
before
returned object gone
bool(true)
fiber argument gone
bool(true)
failed task gone
bool(false)
