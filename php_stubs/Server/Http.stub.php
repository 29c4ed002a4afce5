<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * An HTTP/1.1 server. Register handlers with on(), or extend it and write methods onRequest(), onStart() …
 *
 * Its events besides those of every server:
 * - request: function (Request $request, Response $response): mixed. A generator function is a coroutine. Its
 *   value is the body: a string as it is, an array or JsonSerializable as JSON, null when $response was used.
 * - error: function (\Throwable $error, ?Request $request): void, for what a handler did not catch; it is logged besides
 *
 * @strict-properties
 * @not-serializable
 */
class Http extends \Aha\Network\Server
{
    /**
     * @param string $host "127.0.0.1", "::1", "0.0.0.0", or "unix:/path/to.sock"
     * @param int $port 0 picks a free port, see port()
     * @param array $options every key with its default stands in docs/limits.md; durations are float seconds
     * @throws \Aha\ConfigException for an unknown key, a value out of range, or options that contradict each other
     */
    public function __construct(string $host, int $port, array $options = []) {}
}
