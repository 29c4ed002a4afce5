<?php
// Two coroutines and a channel: CPU of one push together with one pop.
declare(strict_types=1);
require __DIR__ . '/measure.php';

$count = (int) $argv[1];
$figures = Aha\run(static function () use ($count) {
    $channel = new Aha\Coroutine\Channel(128);
    $begin = cpuSeconds();
    Aha\go(static function () use ($channel, $count) {
        for ($i = 1; $i <= $count; $i++) {
            yield $channel->push($i);
        }
    });
    $sum = 0;
    for ($i = 0; $i < $count; $i++) {
        $sum += yield $channel->pop();
    }
    $spent = cpuSeconds() - $begin;
    if ($sum !== intdiv($count * ($count + 1), 2)) {
        fail("values were lost: $sum");
    }
    return ['µs each' => 1e6 * $spent / $count];
});
echo json_encode($figures, JSON_UNESCAPED_UNICODE);
