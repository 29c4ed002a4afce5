<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * One more address of a server, made by its addListener().
 *
 * @strict-properties
 * @not-serializable
 */
final class Listener
{
    private function __construct() {}

    /**
     * Registers the handler of an event of its protocol, in place of an earlier one; without one the server's handler is
     * called. Handlers get the server object, as everywhere.
     *
     * @throws \Aha\ConfigException for an unknown event
     * @throws \Aha\StateException when the server runs
     * @return static this object
     */
    public function on(string $event, callable $handler): static {}

    /** @return string what was given to addListener() */
    public function host(): string {}

    /** @return int the port it listens on; before start() the one that was asked for */
    public function port(): int {}
}
