<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * What a server has answered.
 *
 * @strict-properties
 * @not-serializable
 */
final class Response
{
    public readonly int $status;
    /** As sent, may be empty. */
    public readonly string $reason;
    /** "HTTP/1.1" or "HTTP/1.0" */
    public readonly string $protocol;
    /** Where the answer comes from, after redirects; without credentials. */
    public readonly string $url;
    /**
     * Lower-case names; repeated fields are joined by ", ", but of "set-cookie" it is the last one: see headers().
     *
     * @var array<string, string>
     */
    public readonly array $header;
    /** Decoded, unless "decode" was turned off. "" with the options "stream" and "sink". */
    public readonly string $body;
    /**
     * The redirects that were followed, in order.
     *
     * @var array[] each {status: int, url: string where it led}
     */
    public readonly array $redirects;
    /**
     * Seconds of the last request (a redirect begins anew, but for "total"): dns, connect, tls (0 on a kept
     * connection), first_byte (from the first byte sent), total (with "stream": up to the head).
     *
     * @var array<string, float>
     */
    public readonly array $timing;
    /** The connection had been used before. */
    public readonly bool $reused;
    /** "127.0.0.1:80"; "" when it is not known */
    public readonly string $address;

    private function __construct() {}

    /** 200 to 299. */
    public function isOk(): bool {}

    /** @return array<string, string[]> every field as sent, by lower-case name */
    public function headers(): array {}

    /**
     * @param bool $associative objects become arrays
     * @param int $depth of nesting
     * @return mixed the body, decoded
     * @throws \JsonException when it is no JSON
     * @throws \Aha\StateException when the body was streamed or went to a file
     */
    public function json(bool $associative = true, int $depth = 512): mixed {}

    /** The body in pieces; see the option "stream". */
    public function body(): Body {}

    /**
     * @return static this object
     * @throws ResponseException when the status is 400 or more
     */
    public function throw(): static {}
}
