<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * The body of a request in pieces. With the option stream_body the handler runs before the body has arrived,
 * and a slow reader slows the client down; otherwise the body is complete and every wait ends at once.
 *
 * @strict-properties
 * @not-serializable
 */
final class Body
{
    private function __construct() {}

    /**
     * @return \Aha\Future the next bytes, or null at the end; fails with ConnectException when the client is
     *   gone, ProtocolException when the body is malformed or too large, TimeoutException when it stalls
     * @throws \Aha\StateException while another read() waits
     */
    public function read(): \Aha\Future {}

    /**
     * All that is left.
     *
     * @param int|null $limit bytes; more is ProtocolException; null = package_max_length
     * @return \Aha\Future string
     */
    public function readAll(?int $limit = null): \Aha\Future {}

    /** All of it has been read. */
    public function isEnded(): bool {}

    /** @return array<string, string> trailer fields with lower-case names, empty before the end; one that came several times is joined by ", " */
    public function trailers(): array {}

    /**
     * Bounds a streamed body.
     *
     * @param int $bytes 0 = no limit
     */
    public function setLimit(int $bytes): void {}
}
