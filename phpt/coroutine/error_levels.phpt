--TEST--
an exception or Error passes every level and can be caught at each
--EXTENSIONS--
aha
--FILE--
<?php
function thrower($kind) { yield Aha\sleep(0.001); if ($kind == 'e') throw new RuntimeException('e'); if ($kind == 't') return strlen([]); return intdiv(1, 0); }
function level1($kind) { try { return yield thrower($kind); } finally { echo "[finally 1]"; } }
function level2($kind) { try { return yield from level1($kind); } finally { echo "[finally 2]"; } }
Aha\run(function () {
    foreach (['e', 't', 'd'] as $kind) {
        try { yield level2($kind); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
        try { yield Aha\go(level2(...), $kind); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
    }
    $recovered = yield (function () { try { yield thrower('e'); } catch (RuntimeException) { return 'recovered'; } })();
    echo $recovered, "\n";
    try { yield Aha\go(fn () => throw new LogicException('plain closure')); } catch (LogicException $e) { echo $e->getMessage(), "\n"; }
    try { yield Aha\Future::failed(new DomainException('future')); } catch (DomainException $e) { echo $e->getMessage(), "\n"; }
    try { yield thrower('e')->current() ?? 1; } finally { echo "still here\n"; }
});
--EXPECT--
[finally 1][finally 2]RuntimeException: e
[finally 1][finally 2]RuntimeException: e
[finally 1][finally 2]TypeError: strlen(): Argument #1 ($string) must be of type string, array given
[finally 1][finally 2]TypeError: strlen(): Argument #1 ($string) must be of type string, array given
[finally 1][finally 2]DivisionByZeroError: Division by zero
[finally 1][finally 2]DivisionByZeroError: Division by zero
recovered
plain closure
future
still here
