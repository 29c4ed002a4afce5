--TEST--
Aha\await(): at top level it runs the loop; in a generator task it says what to do
--EXTENSIONS--
aha
--FILE--
<?php
var_dump(Aha\await(Aha\sleep(0.001)->then(fn () => 'top level')));
echo json_encode(Aha\await(['a' => Aha\go(fn () => 1), 'b' => 2])), "\n";
try { Aha\await(fn () => throw new RuntimeException('error')); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
var_dump(Aha\await((function () { yield Aha\sleep(0.001); return 'generator'; })()));
Aha\run(function () {
    try { Aha\await(Aha\sleep(0.001)); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    yield Aha\go(function () { try { Aha\await(Aha\sleep(0.001)); } catch (Aha\StateException $e) { echo "same in a plain closure\n"; } });
    try { Aha\run(fn () => 1); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    yield;
});
try { Aha\await(new Aha\Deferred); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
$d = new Aha\Deferred;
try { Aha\await($d); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
--EXPECT--
string(9) "top level"
{"a":1,"b":2}
error
string(9) "generator"
Aha\await() suspends a fiber, and this code runs in none: use `yield`, or start the code with Aha\fiber()
same in a plain closure
Aha\run() cannot run inside the event loop, which is running already
Aha\DeadlockException: The awaited operation can never end
Aha\DeadlockException: The awaited operation can never end
