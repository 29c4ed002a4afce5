--TEST--
exit(7) in a timer ends the script with that status
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    Aha\Timer::tick(1, function () { exit(7); });
    try { yield Aha\sleep(100); } finally { echo "main: finally\n"; }
});
echo "never\n";
PHP);
--EXPECT--
main: finally
status 7
