<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * A number of permits: that many tasks at a time. Waiting tasks are served first come, first served. Permits have
 * no owner: one task may release() what another one has acquired.
 *
 * @strict-properties
 * @not-serializable
 */
final class Semaphore
{
    /**
     * @param int $permits at least 1
     * @throws \ValueError when $permits is below 1
     */
    public function __construct(int $permits) {}

    /**
     * @param float|null $timeout seconds to wait; 0: do not wait; null: no limit
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null when the permit is there. Fails with TimeoutException
     * @throws \ValueError when $timeout is negative
     */
    public function acquire(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /** @return bool false when no permit is free */
    public function tryAcquire(): bool {}

    /** @throws \Aha\StateException when every permit is there already */
    public function release(): void {}

    /**
     * Calls $do as a task that has a permit until its end, whatever the outcome.
     *
     * @param callable $do function (): mixed; generators are driven
     * @return \Aha\Coroutine\Task what $do returns
     */
    public function withPermit(callable $do): Task {}

    /** @return int free permits */
    public function available(): int {}
}
