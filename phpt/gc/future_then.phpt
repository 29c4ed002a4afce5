--TEST--
gc: a future's handler that captures the future
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
Aha\run(function () {
    $d = new Aha\Deferred;
    $f = $d->future();
    $probe = new Probe('settled then');
    $t = $f->then(function () use (&$t, &$f, $probe) { return $f; });
    unset($probe);
    $d->resolve(1);
    unset($d);
    yield Aha\sleep(0.001);
    unset($t, $f);
    gc_collect_cycles();
    $holder = new stdClass;
    $holder->probe = new Probe('value cycle');
    $holder->future = Aha\Future::resolved($holder);
    unset($holder);
    echo "before\n";
    var_dump(gc_collect_cycles() > 0);
});
--EXPECT--
settled then gone
before
value cycle gone
bool(true)
