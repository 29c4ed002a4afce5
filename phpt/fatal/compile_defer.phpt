--TEST--
compile in defer
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { eval("function f() {} function f() {}"); }
Aha\run(function () { Aha\defer(function () { bad(); }); yield; });
echo "after run\n";
PHP);
--EXPECT--
Fatal error: Cannot redeclare f() (previously declared in Command line code(2) : eval()'d code:1) in Command line code(2) : eval()'d code on line 1
shutdown function
status 255
