<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * The hooks of an application, called for each request in the order of their registration.
 *
 * A hook is a function (Dispatcher $dispatcher, array $data). It goes on by calling $data['callback']($dispatcher, $data),
 * at once or later, from a timer, a callback or a coroutine; what it adds to $data reaches the next hook of its phase;
 * $data['cbIndex'] is the index of that. Returning AHA_DECLINED goes on as well. A hook that does neither ends the
 * request: it answers itself. Throwing ends it with an error. Hooks may be generator functions.
 *
 * A hook that is registered during a request is called for later requests only.
 *
 * @strict-properties
 * @not-serializable
 */
final class Filter
{
    private function __construct() {}

    /** Before the router has looked for the action. */
    public function registerPreRouter(callable $hook): static {}

    /** The action is known. */
    public function registerPostRouter(callable $hook): static {}

    /** Right before the action. */
    public function registerPreDispatch(callable $hook): static {}

    /** The action has run, well or not, and the response is ended. */
    public function registerPostDispatch(callable $hook): static {}
}

/**
 * $data['callback'] of a hook.
 *
 * @strict-properties
 * @not-serializable
 */
final class Continuation
{
    private function __construct() {}

    /**
     * Goes on with the next hook, after the one that calls it has returned.
     *
     * @param array|null $data for the next hook; null = as it was
     * @return int AHA_AGAIN
     * @throws \Aha\StateException when the request has gone on already
     */
    public function __invoke(?Dispatcher $dispatcher = null, ?array $data = null): int {}
}
