--TEST--
gc: configuration and container hold values in cycles, and are collected; many of them keep memory flat
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { public $more, $view; function __construct(public string $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
class Needs { function __construct(public Probe $probe, public Aha\Mvc\Container $c) {} }
gc_collect_cycles();

$p = new Probe('config');
$p->more = new Aha\Mvc\Config(['a' => ['b' => $p]]);
$p->more->set('c', $p);
$p->view = $p->more->a;
unset($p);
var_dump(gc_collect_cycles() > 0);

foreach (['set', 'mock', 'binding', 'stub', 'shared'] as $how) {
    $c = new Aha\Mvc\Container;
    $p = new Probe($how);
    $p->more = $c;
    match ($how) {
        'set' => $c->set('p', $p),
        'mock' => $c->setMockInstance('p', $p),
        'binding' => $c->bind('p', fn () => $p),
        'stub' => $c->addStub('p', fn () => $p),
        'shared' => $c->bind('p', fn () => $p, true)->get('p'),
    };
    unset($c, $p);
    gc_collect_cycles();
}
$round = function () {
    for ($i = 0; $i < 1000; $i++) {
        $c = new Aha\Mvc\Container;
        $c->bind('a', 'b')->set('b', $c)->alias('c', 'a')->bind('f', fn () => new ArrayObject, true);
        $c->get('f');
        try { $c->make('Needs', ['nosuch' => 1]); } catch (Aha\Mvc\ContainerException) {}
        try { $c->make('ArrayIterator', ['wrong type' => 1]); } catch (Aha\Mvc\ContainerException) {}
        $config = new Aha\Mvc\Config(['a' => ['b' => $i]]);
        $config->set('a.c.d', $config)->a->b;
    }
    unset($c, $config);
    gc_collect_cycles();
    return memory_get_usage();
};
$round();
$first = $round();
echo $round() - $first < 4096 ? "flat\n" : "grown\n";
?>
--EXPECT--
config gone
bool(true)
set gone
mock gone
binding gone
stub gone
shared gone
flat
