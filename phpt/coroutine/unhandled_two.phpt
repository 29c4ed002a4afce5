--TEST--
of several errors the first surfaces, the others are logged
--EXTENSIONS--
aha
--FILE--
<?php
try {
    Aha\run(function () {
        for ($i = 1; $i <= 2; $i++) {
            Aha\go(function () use ($i) { try { yield Aha\sleep($i == 1 ? 0.001 : 5); } finally { throw new RuntimeException("error $i"); } });
        }
        yield Aha\sleep(5);
    });
} catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
--EXPECTF--
aha: unhandled error in a task, after the first error of its scope: RuntimeException: error 2 in %s:5
#0 [internal function]: {closure}()
#1 [internal function]: Generator->throw(Object(Aha\CancelledException))
#2 %s(3): Aha\run(Object(Closure))
#3 {main}
across tasks:
in a task spawned at %s:5
caused by Aha\CancelledException: Another task of the same scope failed in %s:3
#0 %s(3): Aha\run(Object(Closure))
#1 {main}
caused by RuntimeException: error 1 in %s:5
#0 [internal function]: {closure}()
#1 %s(3): Aha\run(Object(Closure))
#2 {main}
across tasks:
in a task spawned at %s:5
RuntimeException: error 1
