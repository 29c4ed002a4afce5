--TEST--
exit(6) in a main that runs in a fiber
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () { Aha\await(Aha\sleep(0.001)); exit(6); });
echo "never\n";
PHP);
--EXPECT--
status 6
