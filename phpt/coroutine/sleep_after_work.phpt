--TEST--
sleep() sleeps also behind work that has held the loop
--EXTENSIONS--
aha
--FILE--
<?php
function work(int $ms): void
{
    for ($end = hrtime(true) + $ms * 1e6; hrtime(true) < $end;) {
    }
}

Aha\run(function () {
    yield Aha\sleep(0.001);
    work(60);
    $begin = hrtime(true);
    yield Aha\sleep(0.05);
    var_dump(hrtime(true) - $begin >= 48e6);
});
--EXPECT--
bool(true)
