--TEST--
when nothing can wake any task, main gets a DeadlockException that names who waits where
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\{Channel, Mutex};
function lines($e) { return preg_replace('~/\S*/~', '', get_class($e) . ': ' . $e->getMessage()) . "\n"; }
try {
    Aha\run(function () {
        $ch = new Channel;
        $m = new Mutex;
        yield $m->lock();
        $worker = Aha\go(function () use ($ch) {
            while (null !== yield $ch->pop());
        });
        Aha\go(function () use ($m) {
            yield $m->lock();
        });
        yield $worker;
    });
} catch (Aha\DeadlockException $e) { echo lines($e); }
echo Aha\run(function () {
    $ch = new Channel;
    try {
        yield $ch->pop();
    } catch (Aha\DeadlockException $e) { echo lines($e); }
    yield Aha\sleep(0.001);
    return 'and goes on';
}), "\n";
try {
    Aha\run(function () {
        $ch = new Channel;
        $GLOBALS['kept'] = $ch;
        Aha\go(function () use ($ch) {
            try { yield $ch->pop(); } finally { echo "finally\n"; }
        });
        return 'main is over';
    });
} catch (Aha\DeadlockException $e) { echo lines($e); }
Aha\run(function () {
    $d = new Aha\Deferred;
    $f = Aha\fiber(function () use ($d) {
        Aha\await($d);
    });
    try { yield Aha\all([$f, $d]); } catch (Aha\DeadlockException $e) { echo lines($e); }
});
--EXPECTF--
aha: task 1 (started at %s:5) ended without unlocking the mutex it locked at %s:8; it is unlocked now
Aha\DeadlockException: Every task waits and nothing can wake one:
  task 1 (started at deadlock_script.php:5) waits for task 2 at deadlock_script.php:15
  task 2 (started at deadlock_script.php:9) waits for channel pop at deadlock_script.php:10
  task 3 (started at deadlock_script.php:12) waits for mutex lock (held by task 1, locked at deadlock_script.php:8) at deadlock_script.php:13
Aha\DeadlockException: Every task waits and nothing can wake one:
  task 4 (started at deadlock_script.php:18) waits for channel pop at deadlock_script.php:21
and goes on
finally
Aha\DeadlockException: Every task waits and nothing can wake one:
  task 6 (started at deadlock_script.php:30) waits for channel pop at deadlock_script.php:31
Aha\DeadlockException: Every task waits and nothing can wake one:
  task 7 (started at deadlock_script.php:36) waits for several operations at deadlock_script.php:41
  task 8 (started at deadlock_script.php:38) waits for deferred at deadlock_script.php:39
