--TEST--
compile in fiber
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv('AHA_SANITIZED')) die('skip AddressSanitizer warns of a longjmp out of a fiber\'s stack'); ?>
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { eval("function f() {} function f() {}"); }
Aha\run(function () { Aha\await(Aha\sleep(0.001)); bad(); });
echo "after run\n";
PHP);
--EXPECT--
Fatal error: Cannot redeclare f() (previously declared in Command line code(2) : eval()'d code:1) in Command line code(2) : eval()'d code on line 1
shutdown function
status 255
