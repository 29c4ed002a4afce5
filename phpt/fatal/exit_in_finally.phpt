--TEST--
exit(12) in a finally block during cancellation
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    $t = Aha\go(function () { try { yield Aha\sleep(100); } finally { exit(12); } });
    yield;
    $t->cancel();
    yield Aha\sleep(100);
});
echo "never\n";
PHP);
--EXPECT--
status 12
