--TEST--
gc: a channel that keeps, or waits to take, something that holds the channel
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
$probe = new Probe('kept value');
$ch = new Aha\Coroutine\Channel(1);
$ch->push(function () use ($ch, $probe) {});
unset($probe, $ch);
echo "before\n";
var_dump(gc_collect_cycles() > 0);
$probe = new Probe('waiting value');
$ch = new Aha\Coroutine\Channel;
$ch->push(function () use ($ch, $probe) {});
unset($probe, $ch);
echo "before\n";
var_dump(gc_collect_cycles() > 0);
--EXPECT--
before
kept value gone
bool(true)
before
waiting value gone
bool(true)
