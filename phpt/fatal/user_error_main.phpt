--TEST--
user_error in main
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { trigger_error("user error", E_USER_ERROR); }
Aha\run(function () { Aha\go(function () { try { yield Aha\sleep(100); } finally { echo "finally of a task\n"; } }); try { yield Aha\sleep(0.001); bad(); } finally { echo "finally\n"; } });
echo "after run\n";
PHP);
--EXPECT--
Fatal error: user error in Command line code on line 2
shutdown function
status 255
