--TEST--
background work that can never end is ended and logged; a kept scope does not hold run() up
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $GLOBALS['ch'] = new Aha\Coroutine\Channel;
    Aha\background(function () {
        try { yield $GLOBALS['ch']->pop(); } finally { echo "background ended\n"; }
    });
    return 1;
});
echo Aha\run(function () {
    $GLOBALS['scope'] = new Aha\Coroutine\Scope;
    return 'scope kept, never joined';
}), "\n";
--EXPECTF--
background ended
aha: unhandled error in a background task: Aha\DeadlockException: Every task waits and nothing can wake one:
  task 2 (started at %s:4) waits for channel pop at %s:5 in %s:2
#0 %s(2): Aha\run(Object(Closure))
#1 {main}
across tasks:
in a task spawned at %s:4
scope kept, never joined
