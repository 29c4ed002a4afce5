<?php
// N coroutines that all wait on a timer at the same time: CPU to create, suspend, resume and finish each, and memory.
// The first pass finds fresh memory (page faults), the later ones what a running server finds.
declare(strict_types=1);
require __DIR__ . '/measure.php';

$count = (int) $argv[1];
$passes = (int) $argv[2];

/** One pass. @return Generator<mixed, mixed, mixed, array{float, int}> CPU seconds and bytes */
function pass(int $count): Generator
{
    $sleep = 0.5 + $count * 3e-6; // long enough for the last to begin before the first ends
    $waiting = $finished = 0;
    $body = static function () use ($sleep, &$waiting, &$finished) {
        $waiting++;
        yield Aha\sleep($sleep);
        $waiting--;
        $finished++;
    };
    $memory = residentBytes();
    $begin = cpuSeconds();
    for ($i = 0; $i < $count; $i++) {
        Aha\go($body);
    }
    yield Aha\sleep($sleep * 0.6);
    $spent = cpuSeconds() - $begin;
    $together = $waiting;
    $bytes = residentBytes() - $memory;
    if ($together !== $count) {
        fail("only $together of $count were suspended at the same time");
    }
    $begin = cpuSeconds();
    while ($finished < $count) {
        yield Aha\sleep(0.02);
    }
    return [$spent + cpuSeconds() - $begin, $bytes];
}

echo json_encode(Aha\run(static function () use ($count, $passes) {
    $results = [];
    for ($pass = 0; $pass < $passes; $pass++) {
        $results[] = yield from pass($count);
    }
    return passes($count, $results);
}), JSON_UNESCAPED_UNICODE);
