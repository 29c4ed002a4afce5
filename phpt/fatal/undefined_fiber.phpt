--TEST--
undefined in fiber
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { no_such_function(); }
Aha\run(function () { Aha\await(Aha\sleep(0.001)); bad(); });
echo "after run\n";
PHP);
--EXPECT--
Fatal error: Uncaught Error: Call to undefined function no_such_function() in Command line code:2
Stack trace:
#0 Command line code(3): bad()
#1 [internal function]: {closure}()
#2 [internal function]: aha_fiber_main()
#3 [internal function]: Fiber->resume()
#4 Command line code(3): Aha\run(Object(Closure))
#5 {main}
  thrown in Command line code on line 2
shutdown function
status 255
