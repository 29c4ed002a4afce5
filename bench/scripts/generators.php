<?php
// The same without scheduler and timers: N bare generators, each begun, kept, resumed to its end.
declare(strict_types=1);
require __DIR__ . '/memory.php';

$count = (int) $argv[1];
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
$spent += cpuSeconds() - $begin;
if ($finished !== $count) {
    exit(1);
}
echo json_encode(
    ['µs each' => 1e6 * $spent / $count, 'KB each' => $bytes / $count / 1024, 'MB all' => $bytes / 1e6],
    JSON_UNESCAPED_UNICODE,
);
