--TEST--
gc: a scope object held by its own task's closure
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
gc_collect_cycles();
Aha\run(function () {
    $probe = new Probe('of the scope');
    $scope = new Aha\Coroutine\Scope;
    $scope->go(function () use ($scope, $probe) { yield Aha\sleep(0.001); });
    unset($probe);
    yield $scope->join();
    unset($scope);
    gc_collect_cycles();
    echo "joined\n";
    $probe = new Probe('result holds the join');
    $scope = new Aha\Coroutine\Scope;
    $o = new stdClass;
    $o->join = $scope->join();
    $o->probe = $probe;
    $o->self = $o;
    yield $o->join;
    unset($scope, $probe, $o);
    echo "before\n";
    var_dump(gc_collect_cycles() > 0);
});
--EXPECT--
of the scope gone
joined
before
result holds the join gone
bool(true)
