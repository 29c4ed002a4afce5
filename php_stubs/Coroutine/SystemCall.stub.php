<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * A function that wants to know the task and the scheduler it is called in: `$value = yield new SystemCall($function)`.
 *
 * @strict-properties
 * @not-serializable
 */
final class SystemCall implements \Aha\Awaitable
{
    /**
     * @param callable $callback function (Task $task, Scheduler $scheduler): mixed; a plain function, a generator function or one that returns
     *   an awaitable. Its value is that of the `yield`
     */
    public function __construct(callable $callback) {}

    /**
     * Calls the function, in a task of its own.
     *
     * @throws \Aha\StateException outside of a task
     */
    public function future(): \Aha\Future {}
}

/**
 * Ends the coroutine that yields it, with this value: `yield new RetVal($value)` is `return $value` as it was written before
 * generators could return. Elsewhere it is a plain value.
 *
 * @strict-properties
 * @not-serializable
 */
final class RetVal
{
    public function __construct(mixed $value) {}

    public function getValue(): mixed {}
}

/**
 * What Aha 1.x calls its system calls. `yield` each of them.
 *
 * @strict-properties
 * @not-serializable
 */
final class Manager
{
    private function __construct() {}

    /**
     * @return \Aha\Future id of the task that calls it
     * @throws \Aha\StateException outside of a task
     */
    public static function getTaskId(): \Aha\Future {}

    /**
     * Starts a task in the scheduler of the task that calls it, or in that of the process.
     *
     * @param callable|\Generator $work as for Scheduler::newTask()
     * @return \Aha\Future its id
     */
    public static function newTask(callable|\Generator $work, mixed ...$args): \Aha\Future {}

    /**
     * Ends a task of any scheduler of this process, see Scheduler::killTask().
     *
     * @return \Aha\Future bool
     */
    public static function killTask(int $id): \Aha\Future {}

    public static function retval(mixed $value): RetVal {}
}
