--TEST--
exit(11) in the destructor of a task's result
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
class Bomb { function __destruct() { echo "destructor\n"; exit(11); } }
Aha\run(function () {
    Aha\go(function () { yield; return new Bomb; });
    yield Aha\sleep(0.01);
    echo "goes on\n";
});
echo "never\n";
PHP);
--EXPECT--
destructor
status 11
