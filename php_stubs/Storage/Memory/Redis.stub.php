<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/**
 * A Redis server. Any command is a method: `yield $redis->set('key', 'value', 'EX', 60)`. All commands of one turn of the
 * event loop leave in one write; commands that wait in the server get a connection of their own. docs/redis.md has the story.
 *
 * A nil reply is null, a status its text ("OK"), an integer an int, a string a string, an array a list; an error is a
 * RedisException. Arguments are strings, integers, floats and booleans ("1" and "0").
 *
 * As in Aha, a closure as the last argument is called with (result, error): error is "" when all went well, else the result
 * is false and the error a message.
 *
 * @strict-properties
 * @not-serializable
 */
final class Redis
{
    /**
     * @param array $conf host ("127.0.0.1"; "unix:/path" as well), port (6379), unix_socket (path), user (""), password (""),
     *   database (0), client_name (""), protocol (2; 3 needs hiredis 1.0), poolSize (10), pool_min (0), pool_wait_timeout (5.0),
     *   pool_queue (10000 calls), timeout (2.0: for a reply), connect_timeout (1.0), idle_timeout (60.0), lifetime (0 = none),
     *   heartbeat (15.0), pipeline (1000: commands in flight on one connection), retry_reads (false: commands that only read are
     *   sent once more when their connection breaks), max_reply_size (64 MiB), max_reply_elements (4000000), tls (false),
     *   tls_verify_peer (true), tls_cafile, tls_cert_file, tls_key_file, tls_passphrase, tls_host_name. Times in seconds
     * @throws \Aha\ConfigException for an option that is unknown or cannot be
     */
    public function __construct(array $conf = []) {}

    /**
     * Any command. A method name of several words is one with underscores left out: use command() for those.
     *
     * @return \Aha\Future the reply; RedisException when the server answers with an error, \Aha\ConnectException when there is
     *   no connection or it broke, \Aha\TimeoutException when there was no reply in time, \Aha\PoolException when there was no
     *   place on a connection
     * @throws \TypeError for an argument that is no string, integer, float or boolean
     * @throws \Aha\StateException for a command that needs a session(), subscribe() or an option of the constructor
     */
    public function __call(string $name, array $arguments): mixed {}

    /** The same with the words of the command: `command('OBJECT', 'ENCODING', 'key')`; the last one may be a closure. */
    public function command(string $name, mixed ...$arguments): \Aha\Future {}

    /** @return \Aha\Future array by field; [] when the key is not there */
    public function hgetall(string|int $key, ?callable $callback = null): \Aha\Future {}

    /**
     * @param array $fields of the hash
     * @return \Aha\Future array by field, null for one that is not there
     */
    public function hmget(string|int $key, array $fields, ?callable $callback = null): \Aha\Future {}

    /** @param array $map values by field */
    public function hmset(string|int $key, array $map, ?callable $callback = null): \Aha\Future {}

    /**
     * Commands that are sent together: `$redis->pipeline(function ($p) { $p->incr('a'); $p->get('b'); })`.
     *
     * @param callable $work gets a Batch, which it calls as it would this object
     * @return \Aha\Future list of what the commands gave; RedisException with all of them (getResults()) when one failed
     */
    public function pipeline(callable $work): \Aha\Future {}

    /**
     * The same as one MULTI … EXEC: all of them are executed, with no other command between.
     *
     * @param callable $work gets a Batch
     * @return \Aha\Future list of what the commands gave; RedisException when the server refused one of them, and then none was
     *   executed, or when one failed (getResults())
     */
    public function multi(callable $work): \Aha\Future {}

    /**
     * A connection of one's own, for WATCH and whatever else belongs to a connection.
     *
     * @return \Aha\Future a Session
     */
    public function session(): \Aha\Future {}

    /**
     * A Lua script. Sent as EVALSHA, and with its text only when the server does not know it.
     *
     * @param array $keys list for KEYS
     * @param array $arguments list for ARGV
     */
    public function eval(string $script, array $keys = [], array $arguments = [], ?callable $callback = null): \Aha\Future {}

    /** A script that the server knows, by its SHA1. */
    public function evalSha(string $sha, array $keys = [], array $arguments = [], ?callable $callback = null): \Aha\Future {}

    /**
     * Listens to channels. All subscriptions share one connection; when it breaks, another one is made and subscribed.
     *
     * @param string|array $channels one or a list
     * @param array $options max_queue (1000 messages), overflow ("drop_oldest", "drop_newest", "fail", or "pause": the
     *   server has to wait, and with it all subscriptions)
     * @return \Aha\Future a Subscription, when the server has confirmed it
     * @throws \Aha\ConfigException for an option that cannot be
     */
    public function subscribe(string|array $channels, array $options = []): \Aha\Future {}

    /** The same with patterns ("news.*"). */
    public function psubscribe(string|array $patterns, array $options = []): \Aha\Future {}

    /**
     * Goes through all keys: `while (($keys = yield $scan->next()) !== null) …`.
     *
     * @param array $options match (pattern), count (hint), type
     */
    public function scanAll(array $options = []): Scan {}

    /** Through a hash; next() gives arrays by field. */
    public function hscanAll(string|int $key, array $options = []): Scan {}

    /** Through a set; next() gives lists of members. */
    public function sscanAll(string|int $key, array $options = []): Scan {}

    /** Through a sorted set; next() gives scores by member. */
    public function zscanAll(string|int $key, array $options = []): Scan {}

    /** @return Coroutine whose commands are recorded and run when it is yielded: ['result' => …, 'error' => …], as in Aha */
    public function createCoroutine(): Coroutine {}

    /**
     * Figures of this process; no secrets are among them.
     *
     * @return array{server: string, max: int, poolSize: int, size: int, connectionNum: int, idle: int, idleCnt: int, in_use: int,
     *   connecting: int, waiting: int, queued: int, queueLen: int, in_flight: int, acquires: int, granted: int, reused: int,
     *   reuse_ratio: float, refused: int, timeouts: int, cancelled: int, created: int, connect_errors: int, last_error: string,
     *   pings: int, closed: array<string, int>, wait: array{count: int, sum: float, p50: float, p95: float, p99: float}, holders: array,
     *   calls: int, succeeded: int, errors: array<string, int>, aborted: int, resent: int, commands: int, writes: int,
     *   largest_batch: int, server_errors: int, sent_bytes: int, received_bytes: int, subscriptions: int, messages: int}
     */
    public function stats(): array {}

    /** Ends all that is under way with a CancelledException and closes all connections. Idempotent. */
    public function close(): void {}
}
