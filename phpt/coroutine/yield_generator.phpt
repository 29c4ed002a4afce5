--TEST--
yield $generator and yield from, several levels deep, with values passed both ways
--EXTENSIONS--
aha
--FILE--
<?php
function leaf($n) { $got = yield Aha\Future::resolved($n); return $got * 2; }
function viaYield($n) { $a = yield leaf($n); $b = yield leaf($a); return [$a, $b]; }
function viaFrom($n) { $a = yield from leaf($n); $b = yield from leaf($a); return [$a, $b]; }
function mixed_($n) { return yield from (function () use ($n) { return yield viaFrom($n); })(); }
function deep($n) { return $n == 0 ? 0 : 1 + yield deep($n - 1); }
echo json_encode(Aha\run(function () {
    return [yield viaYield(1), yield viaFrom(1), yield mixed_(2), yield from viaFrom(3), yield deep(500)];
})), "\n";
--EXPECT--
[[2,4],[2,4],[4,8],[6,12],500]
