--TEST--
an error nobody receives cancels the siblings, surfaces exactly once, at run()
--EXTENSIONS--
aha
--FILE--
<?php
try {
    Aha\run(function () {
        Aha\go(function () { try { yield Aha\sleep(5); } catch (Aha\CancelledException $e) { echo 'sibling: ', $e->getMessage(), ' <- ', $e->getPrevious()->getMessage(), "\n"; throw $e; } });
        Aha\go(function () { yield Aha\sleep(0.001); throw new RuntimeException('boom'); });
        try { yield Aha\sleep(5); } finally { echo "main: finally\n"; }
    });
} catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
echo "---\n";
try {
    Aha\run(function () {
        Aha\go(fn () => throw new RuntimeException('late'));
        return 'main is done';
    });
} catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
echo "---\n";
try {
    Aha\run(function () {
        $task = Aha\go(fn () => throw new RuntimeException('kept, awaited later'));
        yield Aha\sleep(0.005);
        try { yield $task; } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
        $task = Aha\go(fn () => throw new RuntimeException('kept, never awaited'));
        yield Aha\sleep(0.005);
        echo "not yet\n";
        unset($task);
        yield Aha\sleep(5);
    });
} catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
--EXPECT--
main: finally
sibling: Another task of the same scope failed <- boom
RuntimeException: boom
---
RuntimeException: late
---
kept, awaited later
not yet
RuntimeException: kept, never awaited
