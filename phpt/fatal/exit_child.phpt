--TEST--
exit(4) in a child task ends the script with that status
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
Aha\run(function () {
    Aha\go(function () { yield Aha\sleep(0.001); (function () { yield from (function () { yield; exit(4); })(); })()->next(); yield (function () { yield; exit(4); })(); });
    try { yield Aha\sleep(100); } finally { echo "main: finally\n"; }
});
echo "never\n";
PHP);
--EXPECT--
main: finally
shutdown function
status 4
