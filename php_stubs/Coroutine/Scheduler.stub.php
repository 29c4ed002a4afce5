<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * Tasks that go on by themselves, under one name: to know how many there are, to end one by its id, to wait for all of them.
 * Any number of schedulers may exist; each knows its own tasks, the one loop of the process drives them all. A task belongs
 * to no request: neither does it delay one, nor does it end with it. Its error is logged.
 *
 * Tasks go on when nobody holds their scheduler any more.
 *
 * @strict-properties
 * @not-serializable
 */
final class Scheduler
{
    public function __construct() {}

    /** The one of this process, made at the first call. The scheduler of an application is another one. */
    public static function getInstance(): Scheduler {}

    /**
     * Starts a task, which begins in the next turn of the loop.
     *
     * @param callable|\Generator $work as for Aha\go(); further arguments are given to it
     * @return int its id, see Task::id()
     */
    public function newTask(callable|\Generator $work, mixed ...$args): int {}

    /**
     * A task that was started elsewhere counts as one of this scheduler from now on. It runs as it does, and its outcome belongs
     * to whom it belonged. Nothing happens when it has ended, or is known already.
     */
    public function schedule(Task $task): void {}

    /**
     * Cancels a task: it gets CancelledException at its `yield`, and what it has started is cancelled with it.
     *
     * @return bool false: there is no such task of this scheduler (any more)
     */
    public function killTask(int $id): bool {}

    /** @return int tasks that have not ended */
    public function count(): int {}

    /**
     * Waits until this scheduler has no task any more. Outside of the loop it runs the loop until then; in code that the loop
     * runs it returns at once: `yield $scheduler->run()`.
     *
     * @return \Aha\Future null, when all tasks have ended, also those that are started meanwhile
     * @throws \Aha\StateException in a fiber outside of the loop
     */
    public function run(): \Aha\Future {}
}
