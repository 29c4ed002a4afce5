<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * The cookies of one user agent (RFC 6265bis). Give it to the option "cookies" of a client or of single requests.
 * It holds 3000 cookies, 50 for each domain; beyond that those unused for longest go. Cookies for a whole
 * top-level domain are refused.
 *
 * @strict-properties
 * @not-serializable
 */
final class CookieJar implements \Countable
{
    public function __construct() {}

    /**
     * Takes one cookie as the server at $url would send it.
     *
     * @param string $url absolute
     * @param string $setCookie the value of a Set-Cookie field: "id=5; Path=/; Max-Age=3600"
     * @return bool false when that server may not set it, or it is malformed
     * @throws \Aha\ConfigException when the URL is not valid
     */
    public function store(string $url, string $setCookie): bool {}

    /**
     * @return string the value of the Cookie field for a request to $url; "" when there is none for it
     * @throws \Aha\ConfigException when the URL is not valid
     */
    public function header(string $url): string {}

    /**
     * @return array[] each {name, value, domain, path, expires (Unix time, null: as long as the jar), host_only, secure,
     *   http_only}; without those that have expired
     */
    public function all(): array {}

    /** Forgets all cookies. */
    public function clear(): void {}

    /** Forgets the cookies without expiry, as a browser does when it is closed. */
    public function clearSession(): void {}

    public function count(): int {}
}
