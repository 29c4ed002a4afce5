<?php
// The same without scheduler and timers: N bare generators, each begun, kept, resumed to its end.
declare(strict_types=1);
require __DIR__ . '/measure.php';

$count = (int) $argv[1];
$results = [];
for ($pass = 0; $pass < (int) $argv[2]; $pass++) {
    $finished = 0;
    $body = static function () use (&$finished) {
        yield;
        $finished++;
    };
    $memory = residentBytes();
    $begin = cpuSeconds();
    $all = [];
    for ($i = 0; $i < $count; $i++) {
        $generator = $body();
        $generator->current();
        $all[] = $generator;
    }
    $spent = cpuSeconds() - $begin;
    $bytes = residentBytes() - $memory;
    $begin = cpuSeconds();
    foreach ($all as $i => $generator) {
        $generator->next();
        unset($all[$i]);
    }
    unset($all, $generator);
    $results[] = [$spent + cpuSeconds() - $begin, $bytes];
    $finished === $count || fail("only $finished of $count finished");
}
echo json_encode(passes($count, $results), JSON_UNESCAPED_UNICODE);
