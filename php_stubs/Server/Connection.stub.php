<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * A TCP connection of a client. The handler of the event connection gets it, and Server::connection() finds it by its id.
 * It belongs to the worker that has accepted it; what is known of it stays known when it has ended.
 *
 * @strict-properties
 * @not-serializable
 */
final class Connection
{
    private function __construct() {}

    /** @return int the number that stands for it ($fd of the handlers); never used again by this process */
    public function id(): int {}

    /** @return string "127.0.0.1", "::1", "" for a unix socket */
    public function remoteAddress(): string {}

    /** @return int 0 for a unix socket */
    public function remotePort(): int {}

    public function localAddress(): string {}

    public function localPort(): int {}

    /** @return int Unix time in seconds */
    public function connectedAt(): int {}

    /** @return int when the last byte arrived, Unix time in seconds */
    public function lastReceivedAt(): int {}

    /** @return int bytes received, with TLS those of the plain text */
    public function bytesIn(): int {}

    /** @return int bytes handed to the kernel or to TLS */
    public function bytesOut(): int {}

    /** @return int bytes that were sent here and that the peer has not made room for */
    public function queuedBytes(): int {}

    public function isEncrypted(): bool {}

    /** @return bool neither side has ended it */
    public function isOpen(): bool {}

    /** @return string why it has ended, "" while it is open */
    public function endedBy(): string {}

    /**
     * The next package. For the handler of connection: with a handler of receive the packages go there.
     *
     * @param float|null $timeout seconds; null = no limit; 0 = only what is here already
     * @param callable|null $callback function (?string $package, ?\Throwable $error): void
     * @return \Aha\Future string, or null when the peer has ended, heartbeat_idle_time is over, or the connection was closed
     *   here. It fails with ConnectException when the peer has broken the connection, ProtocolException when a package is too long
     *   or has no valid length, TimeoutException
     * @throws \Aha\StateException where the listener has a handler of receive
     * @throws \ValueError when $timeout is negative
     */
    public function receive(?float $timeout = null, ?callable $callback = null): \Aha\Future {}

    /**
     * Sends bytes as they are: package_eof or a length is yours to add.
     *
     * @return \Aha\Future true, at once, or when the peer has made room (buffer_high_watermark). It fails with ConnectException when
     *   the connection has ended; who does not await it is not told
     */
    public function send(string $data): \Aha\Future {}

    /**
     * Sends a file, or a part of it, in order with what is sent before and behind it.
     *
     * @param int $length bytes, 0 = to the end
     * @return \Aha\Future true when it is on its way, as for send()
     * @throws \Aha\Exception when the file cannot be read
     * @throws \ValueError when $offset or $length is negative
     */
    public function sendFile(string $path, int $offset = 0, int $length = 0): \Aha\Future {}

    /** Sends $data, and ends the connection when all that was sent has left. @return bool false: it had ended already */
    public function end(string $data = ""): bool {}

    /** Ends the connection when all that was sent has left; nothing is received any more. @return bool false: it had ended already */
    public function close(): bool {}

    /** Breaks the connection at once; what is queued is lost. @return bool false: it had ended already */
    public function reset(): bool {}

    /** Sends no more: the peer sees the end, and may go on sending. @return bool false: it had ended already */
    public function shutdown(): bool {}

    /** @return array as Server::getClientInfo() */
    public function info(): array {}
}
