<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * One HTTP request. Its arrays are built when they are first read.
 *
 * @strict-properties
 * @not-serializable
 */
final class Request
{
    /** "GET", "POST" … */
    public readonly string $method;
    /** Target as sent: path and query. */
    public readonly string $uri;
    /** Path, not decoded. */
    public readonly string $path;
    /** "HTTP/1.1" or "HTTP/1.0" */
    public readonly string $protocol;
    /** Lower-case names; values of repeated fields are joined with ", ". */
    public readonly array $header;
    /** Variables of the query; nested names and max_input_vars as in PHP. */
    public readonly array $get;
    /** Variables of an urlencoded or multipart body. */
    public readonly array $post;
    /** Decoded values. */
    public readonly array $cookie;
    /** Uploaded files by field name; "name[]" gives a list of UploadedFile. */
    public readonly array $files;
    /**
     * request_method, request_uri, path_info, query_string, server_protocol, server_addr, server_port,
     * remote_addr, remote_port, request_time (int), request_time_float, https ("on" or "").
     */
    public readonly array $server;

    private function __construct() {}

    /**
     * The body, decoded if it was sent with Content-Encoding gzip or deflate. Of a streamed body only what has
     * arrived and was not read: use body().
     */
    public function rawContent(): string {}

    /**
     * The body as JSON.
     *
     * @param bool $associative objects become arrays
     * @throws \Aha\HttpException 400 when it is malformed, 415 when the content type is not JSON
     */
    public function json(bool $associative = true): mixed {}

    /** The body in pieces, awaitable; see the option stream_body. */
    public function body(): Body {}

    /** A header field by its name in any case; null when it is absent. */
    public function header(string $name, ?string $default = null): ?string {}

    /** A variable of post, then of get. */
    public function input(string $name, mixed $default = null): mixed {}

    /**
     * The variables of get and post with these names, as far as they exist.
     *
     * @param string[] $names
     */
    public function only(array $names): array {}

    /**
     * The variables of get and post but those.
     *
     * @param string[] $names
     */
    public function except(array $names): array {}

    /** The token of "Authorization: Bearer …", or null. */
    public function bearerToken(): ?string {}

    /** X-Requested-With says XMLHttpRequest. */
    public function isAjax(): bool {}

    /** Accept prefers JSON over HTML. */
    public function wantsJson(): bool {}

    /** The connection is encrypted, or a trusted proxy says that the client's is. */
    public function isSecure(): bool {}

    /** Address of the client; behind trusted_proxies the one they report in X-Forwarded-For. */
    public function clientAddress(): string {}

    /**
     * Names this request in every log: what the client (or the proxy before the server) sent as X-Request-Id, if that is
     * 1 to 128 letters, digits and . _ : / + = @ -, else made up.
     */
    public function id(): string {}

    /** The client is gone: no answer can be sent any more. */
    public function isAborted(): bool {}

    /**
     * Moves the deadline of this request (the option request_timeout) to so many seconds from now.
     *
     * @param float $seconds 0 = no deadline
     */
    public function setTimeout(float $seconds): void {}
}
