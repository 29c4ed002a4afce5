<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * Hands values from task to task, in order. Waiting tasks are served first come, first served, on both sides.
 *
 *     while (null !== $job = yield $channel->pop()) { … }   // ends when the channel is closed and empty
 *
 * A channel that nobody holds any more is closed.
 *
 * @strict-properties
 * @not-serializable
 */
final class Channel implements \Countable
{
    /**
     * @param int $capacity values kept for later; 0: push() waits until a task takes the value
     * @throws \ValueError when $capacity is negative
     */
    public function __construct(int $capacity = 0) {}

    /**
     * Gives a value to the longest waiting pop(), else keeps it, else waits for room.
     *
     * @param mixed $value anything but null, which is what pop() gives at the end
     * @param float|null $timeout seconds to wait for room; 0: do not wait; null: no limit
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null when the channel has taken the value. Fails with TimeoutException, and with
     *   StateException when the channel is closed: the value was not taken then
     * @throws \ValueError when $value is null or $timeout negative
     */
    public function push(mixed $value, ?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /**
     * Takes the oldest value. A pop() that is cancelled or whose future is dropped takes none.
     *
     * @param float|null $timeout seconds to wait for a value; 0: do not wait; null: no limit
     * @param callable|null $callback function (mixed $result, ?\Throwable $error): void
     * @return \Aha\Future the value; null when the channel is closed and empty. Fails with TimeoutException
     * @throws \ValueError when $timeout is negative
     */
    public function pop(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /**
     * No more values: what is kept can still be popped, then pop() gives null. Pushes that wait for room fail
     * with StateException. Closing twice does nothing.
     */
    public function close(): void {}

    public function isClosed(): bool {}

    /** No value is kept. */
    public function isEmpty(): bool {}

    /** The next push() would wait (unless a task waits in pop()). */
    public function isFull(): bool {}

    /** @return int values kept */
    public function count(): int {}

    public function capacity(): int {}
}
