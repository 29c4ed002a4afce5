--TEST--
Future::then, catch, finally: values, errors, awaitables and generators from handlers
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $ok = Aha\Future::resolved(2);
    $bad = fn () => Aha\Future::failed(new RuntimeException('bad'));
    var_dump(yield $ok->then(fn ($v) => $v * 10));
    var_dump(yield $ok->then(function ($v) { yield Aha\sleep(0.001); return $v + 1; }));
    var_dump(yield $ok->then(fn ($v) => Aha\Future::resolved("f$v")));
    var_dump(yield $ok->then(null, fn () => 'never'));
    var_dump(yield $ok->catch(fn () => 'never'));
    var_dump(yield $bad()->then(fn () => 'never', fn ($e) => 'handled ' . $e->getMessage()));
    var_dump(yield $bad()->catch(function ($e) { yield; return 'caught ' . $e->getMessage(); }));
    try { yield $bad()->then(fn () => 'never'); } catch (RuntimeException $e) { echo 'passed ', $e->getMessage(), "\n"; }
    try { yield $ok->then(fn () => throw new LogicException('thrown')); } catch (LogicException $e) { echo $e->getMessage(), "\n"; }
    var_dump(yield $ok->finally(function () { echo "[finally]"; return 'ignored'; }));
    try { yield $bad()->finally(function () { yield Aha\sleep(0.001); echo "[finally]"; }); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    try { yield $ok->finally(fn () => throw new LogicException('from finally')); } catch (LogicException $e) { echo $e->getMessage(), "\n"; }
    var_dump(yield $ok->then(fn ($v) => $v)->then(fn ($v) => $v + 1)->then(fn ($v) => $v + 1));
});
--EXPECT--
int(20)
int(3)
string(2) "f2"
int(2)
int(2)
string(11) "handled bad"
string(10) "caught bad"
passed bad
thrown
[finally]int(2)
[finally]bad
from finally
int(4)
