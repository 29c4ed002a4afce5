--TEST--
a bare yield gives the other tasks a turn
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $out = '';
    foreach (['a', 'b', 'c'] as $name) {
        Aha\go(function () use ($name, &$out) {
            for ($i = 0; $i < 3; $i++) { $out .= $name; yield; }
        });
    }
    for ($i = 0; $i < 4; $i++) yield;
    return print($out . "\n");
});
--EXPECT--
abcabcabc
