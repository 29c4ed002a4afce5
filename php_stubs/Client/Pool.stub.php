<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * Clients whose connections are kept and used again, as in Aha. Each call gives a new client object that has the right
 * to one connection until its request has ended; when $poolSize of them are out, the next call throws.
 *
 *     Aha\Client\Pool::getTcpClient('127.0.0.1', 9602)->setPackage($json)->setRequestId('a')->loop($callback);
 *
 * @strict-properties
 * @not-serializable
 */
final class Pool
{
    private function __construct() {}

    /**
     * @param string $host a name, an address or "unix:/path"
     * @param int $poolSize connections to that peer at the same time; the latest call counts
     * @param float $timeout seconds for the answer
     * @param float $connectTimeout seconds for the connection
     * @return Tcp packages that end with "\r\n\r\n"; other framings: `new Aha\Client\Tcp`, which uses a pool as well
     * @throws \Aha\PoolException when $poolSize clients are out; the message says where they were taken, and when
     * @throws \Aha\ConfigException for a host, port or time that cannot be
     */
    public static function getTcpClient(string $host, int $port, int $poolSize = 200, float $timeout = 1.0, float $connectTimeout = 0.05): Tcp {}

    /**
     * @param string $host a name, an address or "unix:/path"
     * @param int $poolSize sockets to that peer at the same time; the latest call counts
     * @param float $timeout seconds for the answer
     * @param float $connectTimeout seconds for looking up the name
     * @throws \Aha\PoolException when $poolSize clients are out; the message says where they were taken, and when
     * @throws \Aha\ConfigException for a host, port or time that cannot be
     */
    public static function getUdpClient(string $host, int $port, int $poolSize = 200, float $timeout = 1.0, float $connectTimeout = 0.05): Udp {}

    /**
     * A request in Aha's shape. Its connections are those of the shared client; at most $poolSize of them to one origin
     * are in use at a time. Beyond that a request is not queued: its envelope has errno 1.
     *
     * @param string $method any token
     * @param string $url absolute
     * @param int $poolSize connections to its origin
     * @param float $timeout seconds, of the whole request
     * @param float $connectTimeout seconds, of connecting
     * @throws \Aha\ConfigException for a pool size below 1 or a timeout that is not above 0
     */
    public static function getHttpClient(string $method, string $url, int $poolSize = 200, float $timeout = 1.0, float $connectTimeout = 0.05): Http {}

    /**
     * Of all clients in this process.
     *
     * @return array<string, array> by pool ("tcp://host:port", "https://host:443"; " #2" when there is one with other options,
     *   or of another HttpClient): max, size, idle, in_use, connecting, waiting (requests that wait for a connection), requests,
     *   succeeded (not of HTTP), created, reused, closed, connect_errors, reuse_ratio (0 to 1); holders and waiters: lists of up
     *   to 10 ['place' => "file:line", 'age' => seconds], longest first
     */
    public static function stats(): array {}
}
