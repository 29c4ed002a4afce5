<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * The answer to one request. Exactly one answer is sent, whatever happens.
 *
 * @strict-properties
 * @not-serializable
 */
final class Response
{
    private function __construct() {}

    /**
     * @param int $status 200 to 599
     * @throws \ValueError out of range
     * @throws \Aha\StateException when the head was sent already
     */
    public function status(int $status): Response {}

    /**
     * Sets a header field.
     *
     * @param bool $replace false adds another field of that name
     * @throws \ValueError when the name is no token or the value holds CR, LF or other controls
     * @throws \Aha\StateException when the head was sent already
     */
    public function header(string $name, string $value, bool $replace = true): Response {}

    /**
     * Sets a cookie; the value is percent-encoded.
     *
     * @param int $expires Unix time, 0 = with the session
     * @param string $sameSite "", "Lax", "Strict" or "None"
     * @param int|null $maxAge seconds; 0 or less deletes
     * @throws \ValueError for what browsers refuse
     */
    public function cookie(
        string $name,
        string $value = "",
        int $expires = 0,
        string $path = "/",
        string $domain = "",
        bool $secure = false,
        bool $httpOnly = false,
        string $sameSite = "",
        ?int $maxAge = null,
        bool $partitioned = false
    ): Response {}

    /** As cookie(), without encoding the value. */
    public function rawCookie(
        string $name,
        string $value = "",
        int $expires = 0,
        string $path = "/",
        string $domain = "",
        bool $secure = false,
        bool $httpOnly = false,
        string $sameSite = "",
        ?int $maxAge = null,
        bool $partitioned = false
    ): Response {}

    /**
     * Sends a piece of the body; the head goes out with the first one. Await it: it is done when the client has
     * taken enough (buffer_low_watermark).
     *
     * @return \Aha\Future null; fails with ConnectException when the client is gone
     * @throws \Aha\BackpressureException when more than buffer_output_size bytes wait already
     * @throws \Aha\StateException after end()
     */
    public function write(string $data): \Aha\Future {}

    /**
     * Ends the answer.
     *
     * @return bool false when the client is gone or it was ended before
     */
    public function end(string $data = ""): bool {}

    /**
     * Ends with $data as JSON and "Content-Type: application/json".
     *
     * @param int $flags of json_encode()
     * @throws \JsonException
     */
    public function json(mixed $data, int $status = 200, int $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE): bool {}

    /** Ends with a Location. */
    public function redirect(string $location, int $status = 302): bool {}

    /**
     * Ends with the content of a file, read in pieces off the loop. Range and conditional requests are answered;
     * the Content-Type follows from the name unless it is set.
     *
     * @param string $path relative paths are below the working directory
     * @param int $offset first byte
     * @param int|null $length bytes; null = to the end
     * @throws \Aha\HttpException 404 when it is no readable file
     */
    public function sendFile(string $path, int $offset = 0, ?int $length = null): bool {}

    /**
     * Sends a trailer field after the chunks.
     *
     * @throws \ValueError as header()
     */
    public function trailer(string $name, string $value): Response {}

    /** Sends an interim answer 103 Early Hints with the fields that are set so far named Link. */
    public function earlyHints(): Response {}

    public function getStatus(): int {}

    /** The head was sent. */
    public function isStarted(): bool {}

    /** The answer is complete. */
    public function isEnded(): bool {}

    /** The client is gone. */
    public function isAborted(): bool {}

    /** @return int bytes that the client has not taken yet */
    public function queuedBytes(): int {}
}
