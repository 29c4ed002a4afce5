--TEST--
a plain value comes back from yield at once
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    foreach ([1, 'a', 2.5, true, [], [1, 2], ['k' => null]] as $value) {
        $back = yield $value;
        var_dump($back === $value);
    }
    $object = new stdClass;
    var_dump($object === yield $object);
    var_dump(yield);
    var_dump(yield 'key' => 'value');
});
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
NULL
string(5) "value"
