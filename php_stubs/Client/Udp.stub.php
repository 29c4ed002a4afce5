<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * A client of a UDP or unix datagram server. docs/tcp-udp-client.md has the whole story.
 *
 *     $udp = new Aha\Client\Udp('127.0.0.1', 9603, ['timeout' => 0.5]);
 *     $reply = yield $udp->request('{"cmd":"index-index-index"}');
 *
 * Datagrams may be lost, so every request has a time limit. Each has a port of its own: late and second answers get to
 * nobody. In Aha's shape: setPackage(), setCallback(), loop(), `yield $udp`.
 *
 * @strict-properties
 * @not-serializable
 */
final class Udp extends \Aha\Network\Client
{
    /**
     * Clients with the same peer and options share a pool, which limits how many sockets there are.
     *
     * @param string $host a name, an address or "unix:/path"
     * @param int $port not looked at for unix sockets
     * @param array|float $options Aha's shape: the seconds an answer may take. Else options:
     *   - timeout (5.0), connect_timeout (1.0): seconds for the answer; for looking up the name
     *   - one_way (false): no answer is waited for
     *   - on_trace: see onTrace()
     *   - pool_size (200), pool_wait_timeout (0: an exhausted pool refuses at once), idle_timeout (55; of one_way)
     * @param float $connectTimeout seconds, with a number as $options only
     * @throws \Aha\ConfigException for an option, host or port that cannot be
     */
    public function __construct(string $host, int $port = 0, array|float $options = 1.0, float $connectTimeout = 0.05) {}

    /**
     * Sends a datagram and waits for one in return.
     *
     * @param float|null $timeout seconds for the answer in place of the option
     * @param callable|null $callback function (?string $reply, ?\Throwable $error): void
     * @return \Aha\Future the answer, null for one_way. It fails, with an error number of Aha\Network\Client as code, with
     *   PoolException (all sockets are in use: the message says by whom), ConnectException (nobody listens there),
     *   ProtocolException (the datagram is too long), TimeoutException
     * @throws \ValueError when $timeout is not positive
     */
    public function request(string $package, ?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /**
     * Called for each request in tasks of their own: with "start" when it is asked for, then once with "end" or "error". Not
     * for connect(), send() and receive().
     *
     * @param callable|null $hook function (string $event, array $call): void; $call has id (int, of all clients of the
     *   process), name ("udp://host:port") and time (Unix time); later also seconds, and error (\Throwable, "error" only).
     *   It may wait, and must not use the same client. null: no hook
     */
    public function onTrace(?callable $hook): static {}

    /**
     * Opens a socket that is this object's alone, for send() and receive().
     *
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null. It fails with ConnectException or TimeoutException (unknown name)
     * @throws \Aha\StateException when it is open
     */
    public function connect(?callable $callback = null): \Aha\Future {}

    /** @return bool connect() has succeeded, and the socket is open */
    public function isConnected(): bool {}

    /**
     * Sends a datagram.
     *
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null. It fails with ConnectException, also when the peer's host has said that nobody listens
     */
    public function send(string $bytes, ?callable $callback = null): \Aha\Future {}

    /**
     * The next datagram. When 1,024 or 1 MiB wait to be taken, further ones are lost.
     *
     * @param float|null $timeout seconds; 0: do not wait; null: no limit
     * @param callable|null $callback function (?string $package, ?\Throwable $error): void
     * @return \Aha\Future the datagram; null after close(). It fails with TimeoutException (the socket stays) and
     *   ConnectException
     */
    public function receive(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /** Closes the socket that connect() has opened. */
    public function close(): void {}
}
