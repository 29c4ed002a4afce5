--TEST--
gc: memory does not grow over many tasks, futures, channels, timers
--EXTENSIONS--
aha
--FILE--
<?php
function round_() {
    Aha\run(function () {
        for ($i = 0; $i < 300; $i++) {
            $ch = new Aha\Coroutine\Channel(1);
            Aha\go(function () use ($ch, $i) { yield $ch->push($i); yield Aha\sleep(0); });
            yield $ch->pop();
            yield [Aha\go(fn () => 1), Aha\Future::resolved(2)->then(fn ($v) => $v)];
            try { yield Aha\go(fn () => throw new RuntimeException('x')); } catch (RuntimeException) {}
            yield Aha\timeout(1, Aha\fiber(fn () => Aha\await(Aha\sleep(0))));
            Aha\Timer::clear(Aha\Timer::after(1000, fn () => 1));
            $m = new Aha\Coroutine\Mutex;
            yield $m->withLock(fn () => 1);
            yield (new Aha\Coroutine\Semaphore(1))->withPermit(function () { yield; });
            $t = Aha\go(function () { yield Aha\sleep(9); });
            yield;
            $t->cancel();
            yield Aha\settle([$t]);
        }
    });
    gc_collect_cycles();
    return memory_get_usage();
}
round_(); round_();
$before = round_();
for ($i = 0; $i < 5; $i++) $after = round_();
echo $after - $before > 2000 ? "grows by " . ($after - $before) . "\n" : "flat\n";
--EXPECT--
flat
