<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha;

/**
 * Timers with callbacks, in milliseconds. They belong to the process, not to the request that made them;
 * each call is a scope of its own, and an error in it is logged without stopping the timer. They fire while the
 * loop runs (in a server, or in Aha\run()) and do not keep it running.
 *
 * @strict-properties
 * @not-serializable
 */
final class Timer
{
    private function __construct() {}

    /**
     * Calls $callback once.
     *
     * @param int $ms milliseconds, at least 1
     * @param callable $callback function (int $id, mixed ...$args): void; generators are driven
     * @return int id for clear()
     * @throws \ValueError when $ms is below 1
     */
    public static function after(int $ms, callable $callback, mixed ...$args): int {}

    /**
     * Calls $callback every $ms milliseconds until clear(). A call that is still running when the next is due
     * makes that next one be skipped.
     *
     * @param int $ms milliseconds, at least 1
     * @param callable $callback function (int $id, mixed ...$args): void; generators are driven
     * @return int id for clear()
     * @throws \ValueError when $ms is below 1
     */
    public static function tick(int $ms, callable $callback, mixed ...$args): int {}

    /** @return bool false when there is no such timer (any more) */
    public static function clear(int $id): bool {}

    /** @return int number of armed timers */
    public static function count(): int {}
}
