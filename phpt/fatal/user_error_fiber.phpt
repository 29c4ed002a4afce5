--TEST--
user_error in fiber
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv('AHA_SANITIZED')) die('skip AddressSanitizer warns of a longjmp out of a fiber\'s stack'); ?>
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { trigger_error("user error", E_USER_ERROR); }
Aha\run(function () { Aha\await(Aha\sleep(0.001)); bad(); });
echo "after run\n";
PHP);
--EXPECT--
Fatal error: user error in Command line code on line 2
shutdown function
status 255
