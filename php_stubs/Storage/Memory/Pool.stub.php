<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/**
 * The Redis servers of a process by name, each with its pool of connections. docs/redis.md has the whole story.
 *
 *     $redis = Aha\Storage\Memory\Pool::getConnection('cache', ['host' => '127.0.0.1', 'port' => 6379, 'poolSize' => 8]);
 *     $value = yield $redis->get('key');
 *
 * @strict-properties
 * @not-serializable
 */
final class Pool
{
    /** by name */
    private static array $servers = [];

    private function __construct() {}

    /**
     * The server of that name: the first call says where it is, later ones need the name only. Nothing is connected before
     * the first command; a process that is forked later makes connections of its own.
     *
     * @param string $name e.g. "cache", or Aha's "file.name"
     * @param array $conf options of the constructor of Redis; [] when the name is known
     * @throws \Aha\ConfigException for an unknown name without $conf, for an option that cannot be, and for a $conf other
     *   than that of the first call: the message names the difference
     */
    public static function getConnection(string $name, array $conf = []): Redis {}

    /**
     * Figures of this process, as Redis::stats() has them.
     *
     * @param string|null $name null: of all of them, by name
     * @throws \Aha\ConfigException for an unknown name
     */
    public static function stats(?string $name = null): array {}

    /**
     * Takes the server off the list and closes it, as Redis::close() does. The same name may be configured anew at once.
     *
     * @throws \Aha\ConfigException for an unknown name
     */
    public static function close(string $name): void {}
}
