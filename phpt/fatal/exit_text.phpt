--TEST--
exit('text') and die() in main, in a plain closure
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () { exit("bye\n"); });
echo "never\n";
PHP);
--EXPECT--
bye
status 0
