<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * The body of a response in pieces. With the option "stream" a slow reader slows the server down; otherwise the
 * body is complete and every wait ends at once. A streamed body that is dropped before its end closes its connection.
 *
 * @strict-properties
 * @not-serializable
 */
final class Body
{
    private function __construct() {}

    /**
     * @return \Aha\Future the next bytes, or null at the end; fails with ConnectException when the server breaks off,
     *   ProtocolException when the body is malformed or too large, TimeoutException when it stalls
     * @throws \Aha\StateException while another read() waits
     */
    public function read(): \Aha\Future {}

    /**
     * All that is left.
     *
     * @param int|null $limit bytes; more is ProtocolException and ends the request; null = the option max_body
     * @return \Aha\Future string
     * @throws \Aha\StateException while another read() waits
     */
    public function readAll(?int $limit = null): \Aha\Future {}

    /** All of it has been read, or it has failed. */
    public function isEnded(): bool {}

    /** @return array<string, string> trailer fields with lower-case names, empty before the end; one that came several times is joined by ", " */
    public function trailers(): array {}

    /** Ends the request: its connection is closed, a waiting read() gets CancelledException. */
    public function cancel(): void {}
}
