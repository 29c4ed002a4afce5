<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * An HTTP/1.1 client with options of its own, and with its own connections, which are kept per origin and reused.
 * Any number of tasks may use one object at the same time. Every request ends exactly once: with a response, an
 * error, a timeout or a cancellation.
 *
 * Options of a request; those of the client are the defaults of its requests. All durations are seconds:
 * - query: array|string, added to that of the URL
 * - headers: array of name => value or list of values; names of the request replace those of the client
 * - one of: body (string, a stream resource, or an iterable of strings, which is sent as fast as the server takes it; a
 *   generator may also yield awaitables), form (array), json (any value), multipart (array; see docs/http-client.md)
 * - sink: path of a file that gets the body of a successful answer; stream: bool, the body comes in pieces
 * - timeout (30: all of it, 0 = none), dns_timeout (5), connect_timeout (5), tls_timeout (5), first_byte_timeout (0 =
 *   none), idle_timeout (0 = none; no byte for so long)
 * - redirects (5; 0: they are answers like others), decode (true), max_body (bytes of the decoded body, 64 MiB; 0 = no
 *   limit), retry (0: how often connecting is tried again when it has failed), retry_delay (0.1; doubled
 *   each time up to 10), throw (false)
 * - auth: [user, password], ['digest', user, password] or ['bearer', token]
 * - proxy ("http://user:password@host:port" or "socks5://…", "" = none), unix_socket (path)
 * - verify (true), ca_file, cert, key: TLS
 * - cookies: a CookieJar
 * - propagate (true): X-Request-Id and traceparent of the running request go with its requests
 *
 * @strict-properties
 * @not-serializable
 */
final class HttpClient
{
    /**
     * @param array $options those of requests but query, body and where it goes; besides base_url, on_trace (see
     *   onTrace()), pool_size (100: connections of one origin), pool_queue (1000: requests that wait for one; 0: they fail
     *   at once), pool_wait_timeout (5), pool_idle_time (30: an unused connection is closed), pool_lifetime (0 = none),
     *   dns_ttl (60)
     * @throws \Aha\ConfigException for an unknown key or a value out of range
     */
    public function __construct(array $options = []) {}

    /**
     * Sends a request. All the other methods are short for this one.
     *
     * @param string $method any token: "GET", "PROPFIND"
     * @param string $url absolute, or relative to base_url
     * @param callable|null $callback function (?Response $response, ?\Throwable $error): void
     * @return \Aha\Future Response. It fails with ConnectException, TimeoutException, PoolException (no connection within
     *   pool_wait_timeout; the message names who holds them), ProtocolException (what came is no HTTP, or too large),
     *   CancelledException, ResponseException (only with "throw"), or with what a body's generator has thrown
     * @throws \Aha\ConfigException for what is wrong with the request itself: URL, options, header
     */
    public function request(string $method, string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public function get(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public function post(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public function put(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public function patch(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public function delete(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public function head(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public function options(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    /**
     * Called for each request in tasks of their own: with "start" when it is sent, then once with "end" or "error".
     *
     * @param callable|null $hook function (string $event, array $call): void; $call has id (int), name ("GET
     *   http://host/path"), method, url, time (Unix time), traceparent ("" if none); later also seconds, status and error
     *   (\Throwable, "error" only). null: no hook
     */
    public function onTrace(?callable $hook): static {}

    /**
     * @return array requests, failed, active, and origins: array by "https://host:443" of the figures of
     *   Pool::stats()
     */
    public function stats(): array {}

    /** Closes what is idle; what runs goes on, and new requests fail. */
    public function close(): void {}
}
