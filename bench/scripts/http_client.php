<?php
// GET / over kept connections, as fast as the server answers: CPU of a request, measured after a warm-up.
// Arguments: PORT, a number of tasks, SECONDS, "each" for tasks that each ask again and again, or "together" for one task
// that asks as many times at once.
declare(strict_types=1);
require __DIR__ . '/measure.php';

const WARM_UP = 0.3;

[, $port, $tasks, $seconds, $mode] = $argv;
$url = "http://127.0.0.1:$port/";
$client = new Aha\Client\HttpClient();
$count = 0;
$goesOn = true;

function checkAnswer(Aha\Client\Response $response): void
{
    if ($response->status !== 200 || $response->body !== 'Hello World!') {
        fail("a wrong answer: $response->status $response->body");
    }
}

$each = static function () use ($client, $url, &$count, &$goesOn) {
    while ($goesOn) {
        checkAnswer(yield $client->get($url));
        $count++;
    }
};

$together = static function () use ($client, $url, $tasks, &$count, &$goesOn) {
    while ($goesOn) {
        $futures = [];
        for ($i = 0; $i < $tasks; $i++) {
            $futures[] = $client->get($url);
        }
        foreach (yield $futures as $response) {
            checkAnswer($response);
        }
        $count += $tasks;
    }
};

/** @return array{user: float, system: float, wall: float, count: int} */
$mark = static function () use (&$count): array {
    $usage = getrusage();
    return ['user' => $usage['ru_utime.tv_sec'] + $usage['ru_utime.tv_usec'] / 1e6,
        'system' => $usage['ru_stime.tv_sec'] + $usage['ru_stime.tv_usec'] / 1e6, 'wall' => hrtime(true) / 1e9, 'count' => $count];
};

echo json_encode(Aha\run(static function () use ($mode, $tasks, $seconds, $each, $together, $mark, &$goesOn) {
    for ($i = 0; $i < ($mode === 'each' ? $tasks : 1); $i++) {
        Aha\go($mode === 'each' ? $each : $together);
    }
    yield Aha\sleep(WARM_UP);
    $begin = $mark();
    yield Aha\sleep((float) $seconds);
    $end = $mark();
    $goesOn = false;
    $requests = $end['count'] - $begin['count'];
    $requests > 0 || fail('no request was answered');
    $user = 1e6 * ($end['user'] - $begin['user']) / $requests;
    $system = 1e6 * ($end['system'] - $begin['system']) / $requests;
    return ['CPU µs' => $user + $system, 'user µs' => $user, 'system µs' => $system,
        'requests/s' => $requests / ($end['wall'] - $begin['wall'])];
}), JSON_UNESCAPED_UNICODE);
