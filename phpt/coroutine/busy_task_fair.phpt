--TEST--
a task that never waits does not starve the others
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $stop = false;
    $spins = 0;
    Aha\go(function () use (&$stop, &$spins) { while (!$stop) { yield Aha\Future::resolved(1); $spins++; } });
    Aha\go(function () use (&$stop) { while (!$stop) yield 'plain'; });
    yield Aha\sleep(0.01);
    $stop = true;
    var_dump($spins > 0);
});
--EXPECT--
bool(true)
