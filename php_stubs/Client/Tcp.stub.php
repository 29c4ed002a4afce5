<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * A client of a TCP, TLS or unix socket server. docs/tcp-udp-client.md has the whole story.
 *
 * Requests over pooled connections, one package out and one in; they end with a string or an exception:
 *
 *     $tcp = new Aha\Client\Tcp('127.0.0.1', 9602, ['package_eof' => "\r\n", 'timeout' => 2.0]);
 *     $reply = yield $tcp->request('{"cmd":"index-index-index"}');
 *
 * In Aha's shape, ending with an envelope: setPackage(), setCallback(), loop(), `yield $tcp`. And a connection of its own:
 * connect(), send(), receive(), close().
 *
 * @strict-properties
 * @not-serializable
 */
final class Tcp extends \Aha\Network\Client
{
    /**
     * Clients with the same peer and options share their connections. Connects with the first request.
     *
     * @param string $host a name, an address or "unix:/path"
     * @param int $port not looked at for unix sockets
     * @param array|float $options Aha's shape: the seconds an answer may take. Else options:
     *   - timeout (5.0), connect_timeout (1.0): seconds for the answer; for name, connection and TLS together
     *   - open_eof_check (true), package_eof ("\r\n\r\n"), package_eof_keep (true): an answer ends with this, and has it at its end
     *   - open_length_check, package_length_type, package_length_offset, package_body_offset: a number says how long an answer is
     *   - package_length_func: function (string $begin): int says how long the answer is that begins so; 0: these bytes are
     *     too few to say, -1: malformed. Such clients share no connections
     *   - open_eof_check => false alone: an answer is what one read brings; no connection is used twice
     *   - package_max_length (2 MiB): of an answer
     *   - one_way (false): no answer is waited for; request() ends when the bytes have left
     *   - on_trace: see onTrace()
     *   - pool_size (200), pool_wait_timeout (0: an exhausted pool refuses at once), idle_timeout (55)
     *   - ssl, ssl_verify_peer (true), ssl_cafile, ssl_host_name, ssl_cert_file, ssl_key_file, ssl_passphrase
     * @param float $connectTimeout seconds, with a number as $options only
     * @throws \Aha\ConfigException for an option, host or port that cannot be
     */
    public function __construct(string $host, int $port = 0, array|float $options = 1.0, float $connectTimeout = 0.05) {}

    /**
     * Sends a package over a connection of the pool and waits for the answer. With open_eof_check the terminator is added
     * where it is missing; a length header is the caller's to write.
     *
     * @param float|null $timeout seconds for the answer in place of the option
     * @param callable|null $callback function (?string $reply, ?\Throwable $error): void
     * @return \Aha\Future the answer, null for one_way. It fails, with an error number of Aha\Network\Client as code, with
     *   PoolException (all connections are in use: the message says by whom), ConnectException, TimeoutException, ProtocolException
     * @throws \ValueError when $timeout is not positive
     * @throws \Aha\ConfigException when a file of the TLS options cannot be used
     */
    public function request(string $package, ?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /**
     * Called for each request in tasks of their own: with "start" when it is asked for, then once with "end" or "error". Not
     * for connect(), send() and receive().
     *
     * @param callable|null $hook function (string $event, array $call): void; $call has id (int, of all clients of the
     *   process), name ("tcp://host:port") and time (Unix time); later also seconds, and error (\Throwable, "error" only).
     *   It may wait, and must not use the same client. null: no hook
     */
    public function onTrace(?callable $hook): static {}

    /**
     * Opens a connection that is this object's alone, for send() and receive().
     *
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null. It fails with ConnectException or TimeoutException
     * @throws \Aha\StateException when it is connected
     */
    public function connect(?callable $callback = null): \Aha\Future {}

    /** @return bool connect() has succeeded, and neither side has closed since */
    public function isConnected(): bool {}

    /**
     * Sends bytes as they are over the connection.
     *
     * @param callable|null $callback function (null $result, ?\Throwable $error): void
     * @return \Aha\Future null: at once while little is queued, else when all is sent. It fails with ConnectException, and
     *   with BackpressureException when more than 8 MiB would be queued: await it
     */
    public function send(string $bytes, ?callable $callback = null): \Aha\Future {}

    /**
     * The next package from the connection. Several may wait, first come, first served.
     *
     * @param float|null $timeout seconds; 0: do not wait; null: no limit
     * @param callable|null $callback function (?string $package, ?\Throwable $error): void
     * @return \Aha\Future the package; null when the connection was closed by the peer, or by close(). It fails with
     *   TimeoutException (the connection stays), ConnectException, ProtocolException
     */
    public function receive(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /** Closes the connection that connect() has opened. What is queued is dropped; connect() may follow. */
    public function close(): void {}
}
