<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha;

/**
 * Turns any callback interface into a Future: hand out future(), call resolve() or fail() later.
 * Dropped without either, its future fails, so that nobody waits for ever.
 *
 * @strict-properties
 * @not-serializable
 */
final class Deferred implements Awaitable
{
    /** @param callable|null $onCancel function (): void, called once when the future is cancelled */
    public function __construct(?callable $onCancel = null) {}

    public function future(): Future {}

    /** @return bool false when the future is done already (resolved, failed or cancelled) */
    public function resolve(mixed $value = null): bool {}

    /** @return bool false when the future is done already (resolved, failed or cancelled) */
    public function fail(\Throwable $error): bool {}

    /** The future is done (also by cancellation). */
    public function isDone(): bool {}
}
