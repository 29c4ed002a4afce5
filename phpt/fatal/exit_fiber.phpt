--TEST--
exit(6) in a fiber, called from the fiber's main and deeper, ends the script with that status
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    Aha\fiber(function () { Aha\await(Aha\sleep(0.001)); array_map(function () { exit(6); }, [1]); });
    yield Aha\sleep(100);
});
echo "never\n";
PHP);
--EXPECT--
status 6
