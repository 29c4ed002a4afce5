<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * An HTTP/1.1 server. Register handlers with on(), or extend it and write methods onRequest(), onStart() …
 *
 * @strict-properties
 * @not-serializable
 */
class Http
{
    /**
     * @param string $host "127.0.0.1", "::1", "0.0.0.0", or "unix:/path/to.sock"
     * @param int $port 0 picks a free port, see port()
     * @param array $options every key with its default stands in docs/limits.md; durations are float seconds
     * @throws \Aha\ConfigException for an unknown key or a value out of range
     */
    public function __construct(string $host, int $port, array $options = []) {}

    /**
     * Registers the handler of an event, in place of an earlier one:
     *
     * - request: function (Request $request, Response $response): mixed. A generator function is a coroutine. Its
     *   value is the body: a string as it is, an array or JsonSerializable as JSON, null when $response was used.
     * - start, shutdown: function (Http $server): void
     * - workerStart, workerStop: function (Http $server, int $workerId): void; requests are accepted when workerStart is over
     * - error: function (\Throwable $error, ?Request $request): void, for what a handler did not catch; it is logged besides
     *
     * @throws \Aha\ConfigException for an unknown event
     * @return static this object
     */
    public function on(string $event, callable $handler): static {}

    /**
     * Listens and serves until stop(), SIGTERM or SIGINT (the second signal stops at once).
     *
     * @throws \Aha\ConnectException when the address cannot be used
     * @throws \Aha\ConfigException when there is no request handler
     * @throws \Throwable what start or workerStart throws
     */
    public function start(): void {}

    /** Stops accepting, lets requests in flight finish (max_wait_time), then start() returns. */
    public function stop(): void {}

    /** The same as stop(). */
    public function shutdown(): void {}

    /**
     * Reads certificates and keys again; new connections use them.
     *
     * @throws \Aha\ConnectException when they cannot be read or do not fit; the old ones stay
     */
    public function reloadCertificates(): void {}

    /** @return int the port it listens on; before start() the one that was asked for */
    public function port(): int {}

    /**
     * @return array<string, int|float> counters since start: accept_count, accept_error_count, request_count, bad_request_count,
     *   timeout_count, abort_count, refuse_count, stall_count, connection_num, in_flight, start_time (Unix seconds)
     */
    public function stats(): array {}
}
