<?php

/**
 * @generate-function-entries static
 */

namespace Aha {

    /**
     * Runs the event loop until $main and all its children are done. For scripts; a server has a loop already.
     * A plain closure runs in a fiber, so that it may use Aha\await().
     *
     * @param callable $main generator function or closure
     * @return mixed the value of $main
     * @throws \Throwable what $main throws, or the first error of a child that nobody received
     * @throws DeadlockException when every task waits and no event can ever wake one
     */
    function run(callable $main): mixed {}

    /**
     * Starts a task in the current scope. It begins in the next turn, not inside this call.
     *
     * @param callable|\Generator $work a generator function, a closure (its returned generator is driven), or a generator
     * The further arguments are given to $work.
     */
    function go(callable|\Generator $work, mixed ...$args): Coroutine\Task {}

    /**
     * Starts $work as a task in a pooled fiber: it uses Aha\await() in place of `yield`.
     *
     * The further arguments are given to $work.
     */
    function fiber(callable $work, mixed ...$args): Coroutine\Task {}

    /**
     * Fiber style: suspends the current fiber until the operation is done. Outside of the loop it runs the loop
     * until then.
     *
     * @param Awaitable|\Generator|\Closure|array $operation an array waits for all and keeps its keys
     * @return mixed its value
     * @throws \Throwable its error
     * @throws StateException in code that is not run by a fiber (a generator task: use `yield`)
     */
    function await(Awaitable|\Generator|\Closure|array $operation): mixed {}

    /**
     * @param float $seconds 0 gives the others a turn
     * @param callable|null $callback function ($result, $error), called afterwards
     * @return Future null after the time
     */
    function sleep(float $seconds, ?callable $callback = null): Future {}

    /**
     * Waits for all. The first error cancels the rest and is the error of the whole.
     *
     * @param array $operations awaitables, generators, closures to start; plain values pass through
     * @return Future array with the same keys in the same order
     */
    function all(array $operations): Future {}

    /**
     * Waits until every operation has ended, well or badly.
     *
     * @return Future array with the same keys of ['ok' => bool, 'value' => mixed, 'error' => ?\Throwable]
     */
    function settle(array $operations): Future {}

    /**
     * The first that succeeds; the others are cancelled. Fails when all have failed, with the last error.
     *
     * @return Future its value
     */
    function any(array $operations): Future {}

    /**
     * The first that ends, well or badly; the others are cancelled.
     *
     * @return Future its outcome
     */
    function race(array $operations): Future {}

    /**
     * Bounds an operation in time: after $seconds it is cancelled and TimeoutException is the outcome.
     *
     * @param float $seconds greater than 0
     */
    function timeout(float $seconds, Awaitable|\Generator|\Closure $operation): Future {}

    /**
     * Protects an operation: cancelling whoever awaits the result does not cancel the operation, and neither
     * does the cancellation of the scope. The scope still waits for its end.
     */
    function shield(Awaitable|\Generator|\Closure $operation): Future {}

    /**
     * Calls $callback at the end of the current task, whatever its outcome; last in, first out.
     *
     * @param callable $callback function (): void; generators are driven
     * @throws StateException outside of a task
     */
    function defer(callable $callback): void {}

    /**
     * Starts work that outlives the request: it is not cancelled with it and does not delay its answer. An error
     * of it is logged. Aha\run() and a stopping server wait for it.
     */
    function background(callable|\Generator $work, mixed ...$args): Coroutine\Task {}

    /** The values that travel with the current task or request. */
    function context(): Coroutine\Context {}

    /**
     * The logical chain of an exception across tasks: where the tasks it came through were started and awaited.
     *
     * @return string one step a line, "" when it crossed no task
     */
    function trace(\Throwable $error): string {}
}
