--TEST--
exit(5) in a then handler ends the script with that status
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    yield Aha\Future::resolved(1)->then(function () { exit(5); });
    echo "never\n";
});
echo "never\n";
PHP);
--EXPECT--
status 5
