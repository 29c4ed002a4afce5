<?php
// N coroutines that all wait on a timer at the same time: CPU to create, suspend, resume and finish each, and memory.
declare(strict_types=1);
require __DIR__ . '/memory.php';

$count = (int) $argv[1];
$figures = Aha\run(static function () use ($count) {
    $sleep = 1.0 + $count * 4e-6; // long enough for the last to begin before the first ends
    $waiting = $finished = $together = 0;
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
    $begin = cpuSeconds();
    while ($finished < $count) {
        yield Aha\sleep(0.05);
    }
    $spent += cpuSeconds() - $begin;
    if ($together !== $count) {
        fwrite(STDERR, "only $together of $count were suspended at the same time\n");
        exit(1);
    }
    return ['µs each' => 1e6 * $spent / $count, 'KB each' => $bytes / $count / 1024, 'MB all' => $bytes / 1e6];
});
echo json_encode($figures, JSON_UNESCAPED_UNICODE);
