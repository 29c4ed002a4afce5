--TEST--
tasks that wait for each other are found while the process goes on; what other code can reach is never reported
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv("SKIP_SLOW_TESTS")) die("skip slow: five seconds"); ?>
--FILE--
<?php
use Aha\Coroutine\{Channel, Scope, Mutex};
class Registry { static $channels = []; public $mine; }
function lines($e) { return preg_replace('~/\S*/~', '', get_class($e) . ': ' . $e->getMessage()) . "\n"; }
Aha\run(function () {
    $tick = Aha\Timer::tick(100, fn () => 1);
    // 1: local channel, nobody else: deadlock
    Aha\background(function () {
        $ch = new Channel;
        $child = Aha\go(function () use ($ch) { yield $ch->pop(); });
        try { yield $child; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][1] = lines($e); }
    });
    // 2: channel in a registry: never
    Aha\background(function () {
        $ch = new Channel;
        Registry::$channels[] = $ch;
        try { $v = yield $ch->pop(); $GLOBALS["got"][2] = $v; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][2] = "WRONG " . lines($e); }
    });
    // 3: registered through an object in a closure of a timer
    Aha\background(function () {
        $o = new stdClass; $o->ch = new Channel;
        Aha\Timer::after(3500, function () use ($o) { $o->ch->push('timer'); });
        try { $v = yield $o->ch->pop(); $GLOBALS["got"][3] = $v; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][3] = "WRONG " . lines($e); }
    });
    // 4: weak reference
    Aha\background(function () {
        $ch = new Channel;
        Registry::$channels['weak'] = WeakReference::create($ch);
        try { $v = yield $ch->pop(); $GLOBALS["got"][4] = $v; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][4] = "WRONG " . lines($e); }
    });
    // 5: scope joined, inside blocked on a condition
    Aha\background(function () {
        $scope = new Scope;
        $c = new Aha\Coroutine\Condition;
        $scope->go(function () use ($c) { yield $c->wait(); });
        try { yield $scope->join(); } catch (Aha\DeadlockException $e) { $GLOBALS["got"][5] = lines($e); }
    });
    // 6: one of two sleeps
    Aha\background(function () {
        $ch = new Channel;
        Aha\go(function () use ($ch) { yield Aha\sleep(3); yield $ch->push('slept'); });
        try { $v = yield $ch->pop(); $GLOBALS["got"][6] = $v; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][6] = "WRONG " . lines($e); }
    });
    // 7: task kept globally
    Aha\background(function () {
        $ch = new Channel;
        Registry::$channels['task'] = Aha\Coroutine\Task::current();
        try { $v = yield $ch->pop(); $GLOBALS["got"][7] = $v; } catch (Aha\CancelledException $e) { $GLOBALS["got"][7] = "cancelled"; }
    });
    // 8: generator chain, array join, deferred dropped inside
    Aha\background(function () {
        $d = new Aha\Deferred;
        $f = (function () use ($d) { return yield from (function () use ($d) { yield [$d, Aha\go(function () use ($d) { yield $d; })]; })(); })();
        try { yield $f; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][8] = lines($e); }
    });
    // 9: deferred held by a callback API outside
    Aha\background(function () {
        $d = new Aha\Deferred;
        Aha\Timer::after(3200, fn () => $d->resolve('called back'));
        try { $v = yield $d; $GLOBALS["got"][9] = $v; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][9] = "WRONG " . lines($e); }
    });
    // 10: reference variable
    Aha\background(function () use (&$later) {
        $later = new Channel;
        try { $v = yield $later->pop(); $GLOBALS["got"][10] = $v; } catch (Aha\DeadlockException $e) { $GLOBALS["got"][10] = "WRONG " . lines($e); }
    });
    yield Aha\sleep(4);
    foreach (Registry::$channels as $k => $c) { if ($c instanceof Channel) yield $c->push('global'); elseif ($c instanceof WeakReference) yield $c->get()->push('weak'); else $c->cancel(); }
    yield $later->push('by reference');
    Aha\Timer::clear($tick);
});
ksort($got);
foreach ($got as $n => $what) echo "$n: ", trim($what), "\n";
Aha\Timer::tick(100, fn () => 1);
try { Aha\run(function () { $c = new Channel; yield $c->pop(); }); } catch (Aha\DeadlockException $e) { echo preg_replace('/task \d+/', 'task N', lines($e)); }
--EXPECT--
1: Aha\DeadlockException: Every task of this scope waits, and no other code can reach what they wait for:
  task 2 (started at deadlock_watch.php:8) waits for task 12 at deadlock_watch.php:11
  task 12 (started at deadlock_watch.php:10) waits for channel pop at deadlock_watch.php:10
2: global
3: timer
4: weak
5: Aha\DeadlockException: Every task of this scope waits, and no other code can reach what they wait for:
  task 6 (started at deadlock_watch.php:32) waits for the end of a scope at deadlock_watch.php:36
  task 13 (started at deadlock_watch.php:35) waits for condition at deadlock_watch.php:35
6: slept
7: cancelled
8: Aha\DeadlockException: Every task of this scope waits, and no other code can reach what they wait for:
  task 9 (started at deadlock_watch.php:51) waits for several operations at deadlock_watch.php:53
  task 15 (started at deadlock_watch.php:53) waits for deferred at deadlock_watch.php:53
9: called back
10: by reference
Aha\DeadlockException: Every task of this scope waits, and no other code can reach what they wait for:
  task N (started at deadlock_watch.php:75) waits for channel pop at deadlock_watch.php:75
