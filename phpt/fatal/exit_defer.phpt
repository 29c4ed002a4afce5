--TEST--
exit(9) in a deferred call; the others still run
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    Aha\defer(fn () => print("outer defer\n"));
    Aha\defer(function () { exit(9); });
    yield;
});
echo "never\n";
PHP);
--EXPECT--
outer defer
status 9
