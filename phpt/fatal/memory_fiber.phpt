--TEST--
memory in fiber
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv('AHA_SANITIZED')) die('skip AddressSanitizer warns of a longjmp out of a fiber\'s stack'); ?>
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { $x = str_repeat("x", 1 << 30); }
Aha\run(function () { Aha\await(Aha\sleep(0.001)); bad(); });
echo "after run\n";
PHP, 'memory_limit=32M');
--EXPECTF--
Fatal error: Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes) in Command line code on line 2
shutdown function
status 255
