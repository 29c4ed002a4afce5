--TEST--
the value of a coroutine: return value; if null, the last plain value it yielded
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    var_dump(yield (function () { yield 1; return 2; })());
    var_dump(yield (function () { yield 1; yield 3; })());
    var_dump(yield (function () { yield 1; yield 3; return null; })());
    var_dump(yield (function () { yield Aha\Future::resolved(7); })());
    var_dump(yield (function () { yield 'kept'; yield Aha\sleep(0.001); })());
    var_dump(yield (function () { yield 'gone'; yield null; })());
    var_dump(yield (function () { return; yield; })());
    var_dump(yield (function () { yield false; })());
    var_dump(yield (function () { yield 1; return false; })());
});
--EXPECT--
int(2)
int(3)
int(3)
NULL
string(4) "kept"
NULL
NULL
bool(false)
bool(false)
