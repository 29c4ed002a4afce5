--TEST--
destructors of dropped results: their exceptions are logged or arrive at the yield, never elsewhere
--EXTENSIONS--
aha
--FILE--
<?php
class Bomb { function __construct(private $name) {} function __destruct() { throw new RuntimeException("destructor of $this->name"); } }
Aha\run(function () {
    // The first result is dropped when the second operation times out: from a timer, with no PHP code below.
    $made = fn () => new Bomb('a gathered result');
    $other = Aha\go(function () { yield Aha\sleep(0.02); return 'undisturbed'; });
    try { yield Aha\all([$made, (new Aha\Coroutine\Channel($k = 0))->pop(0.005), Aha\timeout(0.005, Aha\sleep(1))]); } catch (Aha\Exception $e) { echo get_class($e), "\n"; }
    echo yield $other, "\n";
    // A task's result that nobody takes.
    Aha\go(fn () => new Bomb('an unwanted result'));
    yield Aha\sleep(0.001);
    // A plain value that is replaced while the task runs.
    try { yield Aha\go(function () { yield new Bomb('a plain value'); yield 2; return 'value'; }); } catch (RuntimeException $e) { echo 'caught: ', $e->getMessage(), "\n"; }
    echo "end\n";
});
--EXPECTF--
aha: unhandled error in a destructor: RuntimeException: destructor of a gathered result in %s:2
#0 [internal function]: Bomb->__destruct()
#1 %s(3): Aha\run(Object(Closure))
#2 {main}
Aha\TimeoutException
undisturbed
aha: unhandled error in a destructor: RuntimeException: destructor of an unwanted result in %s:2
#0 [internal function]: Bomb->__destruct()
#1 %s(3): Aha\run(Object(Closure))
#2 {main}
caught: destructor of a plain value
end
