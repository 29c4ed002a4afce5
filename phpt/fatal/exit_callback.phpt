--TEST--
exit(5) in a callback ends the script with that status
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    Aha\sleep(0.001, function () { echo "callback\n"; exit(5); });
    yield Aha\sleep(100);
});
echo "never\n";
PHP);
--EXPECT--
callback
status 5
