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
