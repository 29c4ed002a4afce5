--TEST--
Context: one that was asked for but is empty is inherited like none
--EXTENSIONS--
aha
--FILE--
<?php
echo Aha\run(function () {
    Aha\context();
    $child = yield Aha\go(function () {
        $before = count(Aha\context());
        Aha\context()->set('a', 1);
        return $before . yield Aha\go(fn () => ' ' . Aha\context()->get('a'));
    });
    return "$child " . count(Aha\context());
}), "\n";
?>
--EXPECT--
0 1 0
