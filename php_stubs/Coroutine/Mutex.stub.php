<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * At most one task holds it. Waiting tasks get it in the order they asked. The task that called lock() owns it
 * and alone may unlock(). A task that ends without doing so gives it back, with a line in the error log.
 *
 *     yield $mutex->lock();
 *     try { … yield … } finally { $mutex->unlock(); }
 *
 * Tasks that wait for each other's locks are found at once: DeadlockException names them.
 *
 * @strict-properties
 * @not-serializable
 */
final class Mutex
{
    public function __construct() {}

    /**
     * @param float|null $timeout seconds to wait; 0: do not wait; null: no limit
     * @param callable|null $callback function (?Mutex $mutex, ?\Throwable $error): void; runs as a task of its
     *   own, which owns the lock and gives it back at its end
     * @return \Aha\Future this mutex, locked. Fails with TimeoutException
     * @throws \Aha\DeadlockException when the calling task owns it already
     * @throws \ValueError when $timeout is negative
     */
    public function lock(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /**
     * @return bool false when it is locked, also by the calling task
     */
    public function tryLock(): bool {}

    /** @throws \Aha\StateException when the calling task does not own it */
    public function unlock(): void {}

    /**
     * Calls $do as a task that owns the lock from its first to its last statement, whatever the outcome.
     *
     * @param callable $do function (Mutex $mutex): mixed; generators are driven
     * @return \Aha\Coroutine\Task what $do returns
     */
    public function withLock(callable $do): Task {}

    public function isLocked(): bool {}
}
