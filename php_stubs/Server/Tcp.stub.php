<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * A TCP server that cuts the stream of each client into packages. Register handlers with on(), or extend it and write methods
 * onReceive(), onConnect() …
 *
 * Its events besides those of every server; a handler that is a generator function is a coroutine:
 * - receive: function (Tcp $server, int $fd, int $fromId, string $package): mixed, for each package; its value is not used.
 *   Packages of one connection come one after the other (receive_concurrency)
 * - connection: function (Connection $connection): mixed, in place of receive: one handler for the whole life of a connection,
 *   which ends with it
 * - connect, close: function (Tcp $server, int $fd, int $fromId): void; no package comes before connect is over
 * - error: function (\Throwable $error, ?Connection $connection): void, for what a handler did not catch; it is logged besides, and
 *   the connection is closed
 *
 * $fd is the number of the connection, which send(), close(), connection() … take; $fromId is the id of the worker.
 *
 * @strict-properties
 * @not-serializable
 */
class Tcp extends \Aha\Network\Server
{
    /**
     * @param string $host "127.0.0.1", "::1", "0.0.0.0", or "unix:/path/to.sock"
     * @param int $port 0 picks a free port, see port()
     * @param array $options every key with its default stands in docs/tcp-server.md, those of processes in docs/limits.md
     * @throws \Aha\ConfigException for an unknown key, a value out of range, or options that contradict each other
     */
    public function __construct(string $host, int $port, array $options = []) {}
}
