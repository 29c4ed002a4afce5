--TEST--
exit(13) in a Deferred's cancel callback
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\run(function () {
    $d = new Aha\Deferred(function () { exit(13); });
    $d->future()->cancel();
    yield Aha\sleep(100);
});
echo "never\n";
PHP);
--EXPECT--
status 13
