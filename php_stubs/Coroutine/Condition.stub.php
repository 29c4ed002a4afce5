<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * Tasks wait for news; a notification that nobody waits for is gone. Check in a loop what you wait for:
 *
 *     while (!$ready()) { yield $condition->wait(); }
 *
 * @strict-properties
 * @not-serializable
 */
final class Condition implements \Countable
{
    public function __construct() {}

    /**
     * @param float|null $timeout seconds to wait; null: no limit
     * @param int $times how many notifications it takes
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null when it was notified $times times. Fails with TimeoutException
     * @throws \ValueError when $timeout is negative or $times below 1
     */
    public function wait(?float $timeout = null, int $times = 1, ?callable $callback = null): \Aha\Future {}

    /**
     * Notifies the longest waiting tasks.
     *
     * @param int $n how many of them
     * @return int tasks that go on by it
     * @throws \ValueError when $n is below 1
     */
    public function notify(int $n = 1): int {}

    /** @return int tasks that go on by it */
    public function notifyAll(): int {}

    /** @return int waiting tasks */
    public function count(): int {}
}
