--TEST--
gc: tasks and timers in flight at the end of the script are taken down, their objects destroyed
--EXTENSIONS--
aha
--FILE--
<?php
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
$probe = new Probe('task');
Aha\go(function () use ($probe) { yield Aha\sleep(100); });
$probe = new Probe('fiber');
Aha\fiber(function () use ($probe) { Aha\await(Aha\sleep(100)); });
$probe = new Probe('timer');
Aha\Timer::after(100000, function () use ($probe) {});
$probe = new Probe('tick argument');
Aha\Timer::tick(100000, function () {}, $probe);
$probe = new Probe('then');
Aha\sleep(100)->then(function () use ($probe) {});
$probe = new Probe('channel');
$ch = new Aha\Coroutine\Channel;
Aha\go(function () use ($ch, $probe) { yield $ch->pop(); });
$probe = new Probe('mutex');
Aha\go(function () use ($probe) { $m = new Aha\Coroutine\Mutex; yield $m->lock(); Aha\go(function () use ($m, $probe) { yield $m->lock(); }); yield Aha\sleep(100); });
$probe = new Probe('semaphore');
$s = new Aha\Coroutine\Semaphore(1);
$s->withPermit(function () use ($s, $probe) { yield Aha\sleep(100); });
$probe = new Probe('join');
Aha\all([Aha\sleep(100), Aha\go(function () use ($probe) { yield Aha\sleep(100); })]);
$probe = new Probe('timeout');
Aha\timeout(100, Aha\shield(function () use ($probe) { yield Aha\sleep(100); }));
$probe = new Probe('scope');
$scope = new Aha\Coroutine\Scope(100);
$scope->go(function () use ($scope, $probe) { yield $scope->join(); });
$probe = new Probe('background');
Aha\background(function () use ($probe) { Aha\defer(fn () => $probe); yield Aha\sleep(100); });
$probe = new Probe('never begun');
Aha\await(Aha\sleep(0.001));
Aha\go(function () use ($probe) { yield 1; });
unset($probe);
echo "end of script\n";
--EXPECT--
end of script
task gone
fiber gone
timer gone
tick argument gone
then gone
channel gone
mutex gone
semaphore gone
join gone
timeout gone
scope gone
background gone
never begun gone
