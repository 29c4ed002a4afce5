--TEST--
exit(10) in a task that the top level awaits
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\await(Aha\go(function () { yield Aha\sleep(0.001); exit(10); }));
echo "never\n";
PHP);
--EXPECT--
status 10
