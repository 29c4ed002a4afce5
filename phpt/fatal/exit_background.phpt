--TEST--
exit(8) in background work, also after main is over, ends the script with that status
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    Aha\background(function () { yield Aha\sleep(0.002); exit(8); });
    Aha\background(function () { try { yield Aha\sleep(100); } finally { echo "other: finally\n"; } });
    yield;
    echo "main is over\n";
});
echo "never\n";
PHP);
--EXPECT--
main is over
other: finally
status 8
