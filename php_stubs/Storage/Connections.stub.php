<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage;

/**
 * All databases and Redis servers of a process by one kind of key: "file.name". It is another view of what Db\Pool and
 * Memory\Pool know, so both ways may be mixed. docs/pools.md has the whole story.
 *
 *     Aha\Storage\Connections::configure(['database' => ['main' => ['driver' => 'sqlite', 'path' => 'shop.db']],
 *         'redis' => ['cache' => ['driver' => 'redis', 'host' => '127.0.0.1']]]);
 *     $db = Aha\Storage\Connections::get('database.main');
 *     $redis = Aha\Storage\Connections::get('redis.cache');
 *
 * @strict-properties
 * @not-serializable
 */
final class Connections
{
    private function __construct() {}

    /**
     * Makes connections known: the keys of the nested arrays, joined by ".", are the name of each. An array with the key
     * "driver" ("mysql", "sqlite" or "redis") is one connection: the rest of it are the options of Db\Database or
     * Memory\Redis. Nothing is connected before the first use. The same key with the same options may come again.
     *
     * @param array $connections nested at most 8 levels deep
     * @throws \Aha\ConfigException for an unknown driver, an option that cannot be, a key that has other options already;
     *   the message names the key; those before it are known
     */
    public static function configure(array $connections): void {}

    /**
     * @param string $key e.g. "database.main"
     * @throws \Aha\ConfigException for an unknown key: the message names those that are known
     */
    public static function get(string $key): Db\Database|Memory\Redis {}

    /** @return string[] of all databases and servers, sorted */
    public static function keys(): array {}

    /**
     * Figures of this process; docs/pools.md says what each means. No secrets are among them.
     *
     * @return array<string, array> by key: "driver" is "mysql", "sqlite" or "redis", the rest is what stats() of the Pool
     *   of that kind has
     */
    public static function stats(): array {}

    /**
     * Takes it off the list and ends its pool, as close() of its Pool does. A database lets what runs and waits get to its end.
     *
     * @return \Aha\Future null, when its last connection is closed
     * @throws \Aha\ConfigException for an unknown key
     */
    public static function close(string $key): \Aha\Future {}
}
