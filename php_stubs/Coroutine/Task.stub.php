<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * A running coroutine: a generator, a fiber or a plain closure that was started with Aha\go() and the like.
 * Its value is the `return` value; if that is null, the last plain value it yielded.
 *
 * @strict-properties
 * @not-serializable
 */
final class Task extends \Aha\Future
{
    /** @return int number of the task in this process, from 1 */
    public function id(): int {}

    /** @return string "ready", "running", "waiting" or "done" */
    public function state(): string {}

    /** @return array{file: string, line: int} where the task was started */
    public function spawnedAt(): array {}

    /** @return array{file: string, line: int}|null where it waits; null when it does not */
    public function suspendedAt(): ?array {}

    /** The task that is running now; null outside of tasks. */
    public static function current(): ?Task {}
}
