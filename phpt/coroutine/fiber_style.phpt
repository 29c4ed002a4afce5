--TEST--
Aha\fiber() and Aha\await(): values, errors, arrays, nested calls, cancellation, no yield
--EXTENSIONS--
aha
--FILE--
<?php
function fetch($n) { return Aha\await(Aha\sleep(0.001)->then(fn () => $n * 2)); }
Aha\run(function () {
    var_dump(yield Aha\fiber(fn ($a, $b) => fetch($a) + fetch($b), 1, 2));
    echo json_encode(yield Aha\fiber(fn () => Aha\await(['x' => Aha\sleep(0.001), 'y' => fn () => fetch_in_closure()])) ), "\n";
    $task = Aha\fiber(function () { try { Aha\await(Aha\Future::failed(new RuntimeException('seen'))); } catch (RuntimeException $e) { return $e->getMessage(); } });
    var_dump(yield $task);
    try { yield Aha\fiber(function () { Aha\await(Aha\sleep(0.001)); throw new LogicException('thrown'); }); } catch (LogicException $e) { echo $e->getMessage(), "\n"; }
    $task = Aha\fiber(function () { try { Aha\await(Aha\sleep(5)); } finally { Aha\await(Aha\sleep(0.001)); echo "cleaned\n"; } });
    yield Aha\sleep(0.002);
    $task->cancel();
    try { yield $task; } catch (Aha\CancelledException $e) { echo "cancelled\n"; }
    var_dump(yield Aha\fiber(fn () => (function () { yield 1; return 'generator result'; })()));
    var_dump(yield Aha\fiber(fn () => array_map(fn ($n) => fetch($n), [1, 2, 3])));
});
function fetch_in_closure() { yield Aha\sleep(0.001); return 'closure'; }
var_dump(Aha\run(fn () => fetch(21)));
--EXPECT--
int(6)
{"x":null,"y":"closure"}
string(4) "seen"
thrown
cleaned
cancelled
string(16) "generator result"
array(3) {
  [0]=>
  int(2)
  [1]=>
  int(4)
  [2]=>
  int(6)
}
int(42)
