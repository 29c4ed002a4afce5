--TEST--
undefined in timer
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
function bad() { no_such_function(); }
Aha\run(function () { Aha\Timer::after(1, function () { bad(); }); yield Aha\sleep(0.02); echo "main goes on\n"; });
echo "after run\n";
PHP);
--EXPECT--
aha: unhandled error in a background task: Error: Call to undefined function no_such_function() in Command line code:2
#0 Command line code(3): bad()
#1 [internal function]: {closure}(1)
#2 Command line code(3): Aha\run(Object(Closure))
#3 {main}
across tasks:
in a task spawned at Command line code:3
main goes on
after run
shutdown function
status 0
