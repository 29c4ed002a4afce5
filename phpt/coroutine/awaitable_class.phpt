--TEST--
a class that implements Aha\Awaitable can be awaited everywhere
--EXTENSIONS--
aha
--FILE--
<?php
class Job implements Aha\Awaitable {
    function __construct(private $value) {}
    function future(): Aha\Future { return Aha\sleep(0.001)->then(fn () => $this->value); }
}
class Broken implements Aha\Awaitable { function future(): Aha\Future { throw new RuntimeException('broken'); } }
class Itself implements Aha\Awaitable { private $f; function __construct() { $this->f = Aha\go(fn () => 'started'); } function future(): Aha\Future { return $this->f; } }
Aha\run(function () {
    var_dump(yield new Job('yield'));
    echo json_encode(yield ['k' => new Job('array'), 'l' => new Itself]), "\n";
    var_dump(yield Aha\timeout(1, new Job('timeout')), yield Aha\fiber(fn () => Aha\await(new Job('fiber'))));
    var_dump(yield Aha\go(fn () => new Job('returned')));
    try { yield new Broken; } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    try { yield [new Job(1), new Broken]; } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    try { yield Aha\timeout(1, new Broken); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
});
--EXPECT--
string(5) "yield"
{"k":"array","l":"started"}
string(7) "timeout"
string(5) "fiber"
string(8) "returned"
broken
broken
broken
