--TEST--
WaitGroup: wait ends when the count is zero; several waiters; timeout; reuse
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Coroutine\WaitGroup;
Aha\run(function () {
    $wg = new WaitGroup;
    var_dump(yield $wg->wait(), count($wg));
    $done = 0;
    for ($i = 0; $i < 3; $i++) { $wg->add(); Aha\go(function () use ($wg, $i, &$done) { yield Aha\sleep($i / 1000); $done++; $wg->done(); }); }
    $second = Aha\go(function () use ($wg) { yield $wg->wait(); return 'second waiter'; });
    yield $wg->wait();
    var_dump($done, count($wg), yield $second);
    try { $wg->done(); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    $wg = new WaitGroup(2);
    foreach ([0, 0.001] as $t) try { yield $wg->wait($t); } catch (Aha\TimeoutException $e) { echo $e->getMessage(), "\n"; }
    $wg->done(); $wg->done();
    yield $wg->wait();
    $wg->add(2);
    var_dump(count($wg));
});
--EXPECT--
NULL
int(0)
int(3)
int(0)
string(13) "second waiter"
No work is left: this is one done() too many
The wait group took longer than 0 s
The wait group took longer than 0.001 s
int(2)
