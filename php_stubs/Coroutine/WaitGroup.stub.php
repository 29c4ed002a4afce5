<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * Counts work that is under way; wait() ends when none is.
 *
 * @strict-properties
 * @not-serializable
 */
final class WaitGroup implements \Countable
{
    /** @throws \ValueError when $count is negative */
    public function __construct(int $count = 0) {}

    /**
     * @param int $count at least 1
     * @throws \ValueError when $count is below 1
     */
    public function add(int $count = 1): void {}

    /**
     * One piece of work is over.
     *
     * @throws \Aha\StateException when the count is zero already
     */
    public function done(): void {}

    /**
     * @param float|null $timeout seconds to wait; 0: do not wait; null: no limit
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null when the count has reached zero. Fails with TimeoutException
     * @throws \ValueError when $timeout is negative
     */
    public function wait(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /** @return int work that is not done */
    public function count(): int {}
}
