--TEST--
undefined in main
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { no_such_function(); }
Aha\run(function () { Aha\go(function () { try { yield Aha\sleep(100); } finally { echo "finally of a task\n"; } }); try { yield Aha\sleep(0.001); bad(); } finally { echo "finally\n"; } });
echo "after run\n";
PHP);
--EXPECT--
finally
finally of a task

Fatal error: Uncaught Error: Call to undefined function no_such_function() in Command line code:2
Stack trace:
#0 Command line code(3): bad()
#1 [internal function]: {closure}()
#2 Command line code(3): Aha\run(Object(Closure))
#3 {main}
  thrown in Command line code on line 2
shutdown function
status 255
