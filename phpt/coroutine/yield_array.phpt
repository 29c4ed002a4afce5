--TEST--
yield [...] waits for all and keeps keys and order; plain elements pass through
--EXTENSIONS--
aha
--FILE--
<?php
function later($value, $seconds) { yield Aha\sleep($seconds); return $value; }
Aha\run(function () {
    echo json_encode(yield [later('a', 0.02), later('b', 0.001), later('c', 0.01)]), "\n";
    echo json_encode(yield ['x' => later(1, 0.01), 'plain' => 'p', 7 => Aha\go(fn () => 'task'), 'y' => later(2, 0.001)]), "\n";
    echo json_encode(yield [3 => Aha\Future::resolved('r'), 1 => Aha\Future::resolved('s')]), "\n";
    echo json_encode(yield [fn () => 'closure', Aha\Future::resolved(null)]), "\n";
    echo json_encode(yield []), "\n";
    echo json_encode(yield ['no' => 'awaitable']), "\n";
    $f = Aha\go(fn () => 'twice');
    echo json_encode(yield [$f, $f]), "\n";
});
--EXPECT--
["a","b","c"]
{"x":1,"plain":"p","7":"task","y":2}
{"3":"r","1":"s"}
["closure",null]
[]
{"no":"awaitable"}
["twice","twice"]
