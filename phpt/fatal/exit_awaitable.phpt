--TEST--
exit(14) in Awaitable::future()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
class Bad implements Aha\Awaitable { function future(): Aha\Future { exit(14); } }
Aha\run(function () { yield new Bad; });
echo "never\n";
PHP);
--EXPECT--
status 14
