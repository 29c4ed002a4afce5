<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Coroutine;

/**
 * Values that travel with a task: request id, user, locale. Children inherit a copy at their start, so that a
 * change in a child is not seen by its parent. See Aha\context().
 *
 * @strict-properties
 * @not-serializable
 */
final class Context implements \Countable
{
    private function __construct() {}

    /** @return mixed $default when the key is not set */
    public function get(string $key, mixed $default = null): mixed {}

    /** @return Context this object */
    public function set(string $key, mixed $value): Context {}

    public function has(string $key): bool {}

    /** @return bool false when it was not set */
    public function delete(string $key): bool {}

    /** @return array<string, mixed> */
    public function all(): array {}

    public function count(): int {}
}
