<?php
declare(strict_types=1);

/** Resident memory of this process in bytes. */
function residentBytes(): int
{
    preg_match('/^Pss:\s+(\d+) kB/m', file_get_contents('/proc/self/smaps_rollup'), $match);
    return 1024 * (int) $match[1];
}

/** User and system time of this process in seconds. */
function cpuSeconds(): float
{
    $usage = getrusage();
    return $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e6;
}

function fail(string $reason): never
{
    fwrite(STDERR, "$reason\n");
    exit(1);
}

/**
 * @param list<array{float, int}> $results CPU seconds and bytes of each pass over $count things
 * @return array<string, float> time of the later passes, memory of the first
 */
function passes(int $count, array $results): array
{
    $seconds = array_column($results, 0);
    $first = array_shift($seconds);
    return [
        'µs each' => 1e6 * array_sum($seconds) / count($seconds) / $count,
        'µs each, first pass' => 1e6 * $first / $count,
        'KB each' => $results[0][1] / $count / 1024,
        'MB all' => $results[0][1] / 1e6,
    ];
}
