<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/**
 * Messages of channels and patterns, in the order of their arrival. In fibers it can be gone through with foreach.
 *
 * @strict-properties
 * @not-serializable
 */
final class Subscription implements \IteratorAggregate
{
    private function __construct() {}

    /**
     * @param float|null $timeout seconds; null = as long as it takes
     * @return \Aha\Future ['channel' => string, 'message' => string, 'pattern' => string|null], or null when the subscription
     *   has ended; \Aha\TimeoutException when there was none in time
     */
    public function next(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /** More channels. @return \Aha\Future null, when the server has confirmed */
    public function subscribe(string ...$channels): \Aha\Future {}

    /** More patterns. @return \Aha\Future null, when the server has confirmed */
    public function psubscribe(string ...$patterns): \Aha\Future {}

    /** Leaves these channels, or without arguments all channels and patterns: then it ends. What has come may still be taken. */
    public function unsubscribe(string ...$channels): void {}

    /** Leaves these patterns. */
    public function punsubscribe(string ...$patterns): void {}

    /**
     * @return array{state: string, queued: int, received: int, dropped: int, reconnects: int} state: "opening", "open",
     *   "reconnecting" or "ended". Each reconnect may have lost messages
     */
    public function stats(): array {}

    /** The messages until it ends; waits as Aha\await() does. */
    public function getIterator(): \Iterator {}
}
