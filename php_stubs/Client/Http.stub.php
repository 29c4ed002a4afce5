<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * HTTP requests in two shapes.
 *
 * Its static methods send a request at once and give a future of its response:
 * `$response = yield Aha\Client\Http::get('https://host/path')`. They all share one HttpClient for each process; its
 * class has their options and errors. For options that are always the same, and hooks, make an HttpClient.
 *
 * An object is a request in Aha's shape: built by setters, started by loop() or `yield`, ending in an envelope
 * whose data is {header: array of lower-case names with protocol, status and desc, body: string}. It shares the same
 * connections, follows no redirects, and throws nothing once it has been started.
 *
 * @strict-properties
 * @not-serializable
 */
class Http extends \Aha\Network\Client
{
    /**
     * @param string $method any token: "GET", "PROPFIND"
     * @param string $url absolute
     * @param array $options see HttpClient
     * @param callable|null $callback function (?Response $response, ?\Throwable $error): void
     * @return \Aha\Future Response; see HttpClient::request()
     * @throws \Aha\ConfigException for what is wrong with the request itself
     */
    public static function request(string $method, string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public static function get(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public static function post(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public static function put(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public static function patch(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public static function delete(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public static function head(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    public static function options(string $url, array $options = [], ?callable $callback = null): \Aha\Future {}

    /** Of the shared client: see HttpClient::onTrace(). */
    public static function onTrace(?callable $hook): void {}

    /** Of the shared client: see HttpClient::stats(). */
    public static function stats(): array {}

    /**
     * @param string $method of the request
     * @param string $url absolute; may have a query
     * @param float $timeout seconds, of the whole request
     * @param float $connectTimeout seconds, of connecting
     * @throws \Aha\ConfigException for a timeout that is not above 0
     */
    public function __construct(string $method, string $url, float $timeout = 1.0, float $connectTimeout = 0.05) {}

    /** Does nothing: Aha parses the URL here. */
    public function init(): static {}

    public function setMethod(string $method): static {}

    public function setUrl(string $url): static {}

    /** @param array $query added to that of the URL */
    public function setQuery(array $query): static {}

    /** @param array|string $body an array is sent as a form, a string as it is */
    public function setRequestBody(array|string $body): static {}

    /** @param array $headers name => value or list of values; replaces those of the same name */
    public function setRequestHeaders(array $headers): static {}

    /**
     * Anything that Aha has not: TLS, proxy, redirects …
     *
     * @param array $options of a request, see HttpClient; without sink and stream
     * @throws \Aha\ConfigException for an unknown key or a value out of range
     */
    public function setOptions(array $options): static {}

    /**
     * @param string $data compressed
     * @param string $type "gzip", "deflate" or "compress" (zlib)
     * @return string|false false when it is damaged, or larger than 64 MiB
     * @throws \Aha\ConfigException for another type
     */
    public static function gzDecode(string $data, string $type = 'gzip'): string|false {}
}
