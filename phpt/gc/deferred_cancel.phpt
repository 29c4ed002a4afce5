--TEST--
gc: a Deferred whose cancel callback captures the Deferred
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
$probe = new Probe('captured');
$d = new Aha\Deferred(function () use (&$d, $probe) {});
unset($probe, $d);
echo "before\n";
var_dump(gc_collect_cycles() > 0);
echo "end\n";
--EXPECT--
before
captured gone
bool(true)
end
