<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * A group of tasks that end together. The first error that nobody receives cancels the others and comes out of
 * join(). Every request, job and timer call is such a scope already; open your own to bound a part of the work.
 *
 * @strict-properties
 * @not-serializable
 */
final class Scope
{
    /**
     * Opens a scope inside the current one.
     *
     * @param float|null $timeout seconds until everything in it is cancelled with DeadlineException
     */
    public function __construct(?float $timeout = null) {}

    /**
     * Starts a task in this scope.
     *
     * @param callable|\Generator $work as for Aha\go()
     */
    public function go(callable|\Generator $work, mixed ...$args): Task {}

    /**
     * Closes the scope for new tasks from outside and waits for all that run in it.
     *
     * @return \Aha\Future null, or the first error that no code received
     */
    public function join(): \Aha\Future {}

    /** Cancels everything in it: each task gets CancelledException at its `yield`. */
    public function cancel(): void {}

    public function isCancelled(): bool {}

    /** @return int tasks in it that are not done */
    public function count(): int {}
}
