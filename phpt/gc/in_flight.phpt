--TEST--
gc: collecting while tasks are suspended, running and queued takes nothing they need
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
Aha\run(function () {
    for ($i = 0; $i < 20; $i++) {
        $o = new stdClass;
        $o->self = $o;
        $o->probe = $i == 0 ? new Probe('first') : null;
        $o->task = Aha\go(function () use ($o, $i) { gc_collect_cycles(); yield Aha\sleep($i / 10000); gc_collect_cycles(); yield [Aha\sleep(0.001), Aha\go(function () use ($o) { yield; return $o; })]; return $o->self === $o; });
        $o->fiber = Aha\fiber(function () use ($o) { Aha\await(Aha\sleep(0.001)); gc_collect_cycles(); return $o->self === $o; });
        $o->then = $o->task->then(fn ($v) => $v && $o);
        $all[] = $o;
    }
    unset($o);
    gc_collect_cycles();
    $ok = 0;
    foreach ($all as $o) $ok += (yield $o->task) + (yield $o->fiber) + (yield $o->then);
    var_dump($ok);
    unset($all, $o);
    gc_collect_cycles();
    echo "end of main\n";
});
--EXPECT--
int(60)
first gone
end of main
