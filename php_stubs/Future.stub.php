<?php

/**
 * @generate-class-entries
 * @generate-function-entries
 */

namespace Aha;

/**
 * What a coroutine can `yield` and a fiber can `Aha\await()`.
 * Implement it in your own classes to make them awaitable.
 */
interface Awaitable
{
    /** The result to come. Called each time the object is awaited. */
    public function future(): Future;
}

/**
 * The result of an operation that has been started: one value or one error, once.
 *
 * The same object serves three styles: `$v = yield $future` in a coroutine, `$v = Aha\await($future)` in a
 * fiber, `$future->on(function ($result, $error) { … })` with callbacks. An error that nobody receives is
 * written to the error log with its trace; none is swallowed.
 *
 * @strict-properties
 * @not-serializable
 */
class Future implements Awaitable
{
    /** Futures are made by operations, by Aha\Deferred, and by Future::resolved() and Future::failed(). */
    private function __construct() {}

    public function future(): Future {}

    /**
     * Calls $onValue with the value, or $onError with the exception. A handler may return a value, an awaitable
     * or be a generator function.
     *
     * @param callable|null $onValue function (mixed $value): mixed
     * @param callable|null $onError function (\Throwable $error): mixed
     * @return Future what the handler returns; where no handler is given the outcome passes through
     */
    public function then(?callable $onValue, ?callable $onError = null): Future {}

    /**
     * @param callable $onError function (\Throwable $error): mixed
     * @return Future the value, or what the handler returns
     */
    public function catch(callable $onError): Future {}

    /**
     * Calls $do without arguments whatever the outcome, which passes through unless $do throws.
     *
     * @param callable $do function (): void
     */
    public function finally(callable $do): Future {}

    /**
     * Callback style: calls $callback once with the result or the error; the other one is null.
     *
     * @param callable $callback function (mixed $result, ?\Throwable $error): void
     * @return Future this object
     */
    public function on(callable $callback): Future {}

    /** It has a value or an error. */
    public function isDone(): bool {}

    /** It has an error. */
    public function isFailed(): bool {}

    /**
     * Stops the operation; whoever awaits it gets CancelledException.
     *
     * @return bool false when it was done already
     */
    public function cancel(): bool {}

    /** A future that has this value already. */
    public static function resolved(mixed $value = null): Future {}

    /** A future that has failed already. */
    public static function failed(\Throwable $error): Future {}
}
