<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * A server of UDP or unix datagrams. Register handlers with on(), or extend it and write methods onPacket(), onStart() …
 *
 * Its events besides those of every server; a handler that is a generator function is a coroutine:
 * - packet: function (Udp $server, string $data, array $clientInfo): mixed, for each packet; its value is not used.
 *   $clientInfo: address, port, server_socket (for sendto()), server_port
 * - error: function (\Throwable $error, null): void, for what a handler did not catch; it is logged besides
 *
 * @strict-properties
 * @not-serializable
 */
class Udp extends \Aha\Network\Server
{
    /**
     * @param string $host "127.0.0.1", "::1", "0.0.0.0", or "unix:/path/to.sock"
     * @param int $port 0 picks a free port, see port()
     * @param array $options every key with its default stands in docs/udp-server.md, those of processes in docs/limits.md
     * @throws \Aha\ConfigException for an unknown key, a value out of range, or options that contradict each other
     */
    public function __construct(string $host, int $port, array $options = []) {}
}
