<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * The databases of a process by name, each with its pool of connections. docs/databases.md has the whole story.
 *
 *     $db = Aha\Storage\Db\Pool::getConnection('main', ['host' => '127.0.0.1', 'user' => 'shop', 'dbName' => 'shop', 'poolSize' => 8]);
 *     $result = yield $db->query('SELECT * FROM user WHERE id = ?', [$id]);
 *
 * @strict-properties
 * @not-serializable
 */
final class Pool
{
    /** by name */
    private static array $databases = [];

    private function __construct() {}

    /**
     * The database of that name: the first call says what it is, later ones need the name only. Nothing is connected before
     * the first query; a process that is forked later makes connections of its own.
     *
     * @param string $name e.g. "main", or Aha's "file.name"
     * @param array $conf options of the constructor of Database; [] when the name is known
     * @throws \Aha\ConfigException for an unknown name without $conf, for an option that cannot be, and for a $conf other
     *   than that of the first call: the message names the difference
     */
    public static function getConnection(string $name, array $conf = []): Database {}

    /**
     * Figures of this process; docs/pools.md says what each means. No secrets are among them.
     *
     * @param string|null $name null: of all of them, by name
     * @return array{driver: string, target: string, max: int, size: int, idle: int, in_use: int, connecting: int, waiting: int,
     *   acquires: int, granted: int, reused: int, reuse_ratio: float, refused: int, timeouts: int, cancelled: int, created: int,
     *   connect_errors: int, last_error: string, pings: int, closed: array<string, int>, wait: array, holders: array,
     *   queries: int, active: int, succeeded: int, errors: array<string, int>, retried: int, slow: int, text: int, prepared: int,
     *   streamed: int, rows: int, affected_rows: int, transactions: array, resets: int, reset_errors: int, time: array}
     * @throws \Aha\ConfigException for an unknown name
     */
    public static function stats(?string $name = null): array {}

    /**
     * Takes the database off the list and ends its pool gracefully: what runs and what waits gets to its end, no new query is
     * taken. The same name may be configured anew at once.
     *
     * @return \Aha\Future null, when its last connection is closed
     * @throws \Aha\ConfigException for an unknown name
     */
    public static function close(string $name): \Aha\Future {}
}
