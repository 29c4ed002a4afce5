--TEST--
gc: a join whose result holds the join
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
Aha\run(function () {
    $o = new stdClass;
    $o->probe = new Probe('in the result');
    $o->all = Aha\all([Aha\Future::resolved($o)]);
    yield $o->all;
    unset($o);
    echo "before\n";
    var_dump(gc_collect_cycles() > 0);
    $o = new stdClass;
    $o->probe = new Probe('in a pending join');
    $d = new Aha\Deferred;
    $o->all = Aha\settle([Aha\Future::resolved($o), $d]);
    $d->resolve();
    unset($o, $d);
    yield;
    var_dump(gc_collect_cycles() > 0);
});
--EXPECT--
before
in the result gone
bool(true)
in a pending join gone
bool(true)
