<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * A database behind a pool of connections: queries, transactions, cursors. Aha's name for it, Aha\Storage\Db\Mysqli, is an alias.
 *
 *     $result = yield $db->query('SELECT id, name FROM user WHERE age > ?', [18]);
 *     foreach ($result as $row) { echo $row['name']; }
 *
 * @strict-properties
 * @not-serializable
 */
final class Database
{
    /**
     * A database with a pool that no other object shares. Usually Pool::getConnection() is wanted.
     *
     * @param array $conf
     *   - driver: "mysql" or "sqlite"; without it "sqlite" when there is a path, else "mysql"
     *   - poolSize (10): connections at the same time; 0: the database is switched off, every query fails at once.
     *     pool_min (0): kept open. pool_queue (1000): queries that may wait for a connection; more fail at once.
     *     pool_wait_timeout (5.0): seconds, then PoolException
     *   - timeout (30.0): seconds for each query with its wait; 0 = none. connect_timeout (5.0)
     *   - idle_timeout (60.0), lifetime (0 = none), heartbeat (0 = none; an idle connection is pinged this often): seconds
     *   - slow_time (0 = none): seconds; a query that runs longer is logged with its place, without its values
     *   - max_result (64 MiB): bytes of a result that is not streamed
     *   - mysql: host ("127.0.0.1"), port (3306), unix_socket, user, password, dbName, charset ("utf8mb4"); ssl,
     *     ssl_verify_peer (true), ssl_cafile, ssl_cert_file, ssl_key_file
     *   - sqlite: path (a file, or ":memory:": with one connection then), busy_timeout (5.0), read_only (false), create (true)
     * @throws \Aha\ConfigException for an option that cannot be, and for a driver this build does not have
     */
    public function __construct(array $conf) {}

    /**
     * Runs a statement: prepared when there are parameters, else as text, which may be several statements.
     *
     * @param array|callable $params a list for the "?" of the statement, or a map for its ":name"s. Null, bool (0 or 1), int,
     *   float, string, Stringable, DateTimeInterface ("Y-m-d H:i:s.u"), backed enums, Blob.
     *   A callable is Aha's form: function (Result|bool $result, Link|false $dbObj, int|false $dbSock): void; $result is true for
     *   a statement without rows and false when the database refuses it ($dbObj has errno and error); (false, false, false) when
     *   there was no connection, or it broke
     * @param array $options timeout: seconds in place of the option of the database, 0 = none; prepared (bool): in place of the rule;
     *   max_result: bytes
     * @param callable|null $callback function (?Result $result, ?\Throwable $error): void
     * @return \Aha\Future a Result; in Aha's form ['result', 'dbObj', 'dbSock'], and it never fails. It fails with QueryException
     *   and what is below it, PoolException, ConnectException, TimeoutException (the query was ended on the server)
     * @throws \ValueError for a parameter that cannot be sent, or whose name the statement does not have
     */
    public function query(string $sql, array|callable $params = [], array $options = [], ?callable $callback = null): \Aha\Future {}

    /**
     * Runs the work in a transaction on one connection: committed when it returns, rolled back when it or a task it has started
     * throws, or is cancelled.
     *
     *     $id = yield $db->transaction(function ($tx) {
     *         $user = yield $tx->query('INSERT INTO user (name) VALUES (?)', ['a']);
     *         yield $tx->query('INSERT INTO log (user) VALUES (?)', [$user->lastInsertId]);
     *         return $user->lastInsertId;
     *     });
     *
     * @param callable $work function (Transaction $tx): mixed; a generator, or a plain closure, which may use Aha\await()
     * @param array $options
     *   - isolation: "read uncommitted", "read committed", "repeatable read", "serializable"
     *   - read_only (false)
     *   - retries (0): how often all of it is tried again after a deadlock: $work must be able to run twice
     *   - timeout: seconds for each of begin, commit and rollback
     * @return \Aha\Future what $work returns. It fails with the error of $work, and with those of query()
     * @throws \Aha\ConfigException for an option that cannot be
     */
    public function transaction(callable $work, array $options = []): \Aha\Future {}

    /**
     * A transaction in Aha's form, a chain of statements; or by hand, when nothing is queued: `$tx = yield $db->beginTrans();`.
     *
     *     yield $db->beginTrans()->queue('user', "INSERT …")->queue('friend', fn ($r) => "INSERT … {$r['user']['last_insert_id']}");
     *
     * @param array $options isolation, read_only, timeout: those of transaction()
     * @throws \Aha\ConfigException for an option that cannot be
     */
    public function beginTrans(array $options = []): Transaction {}

    /**
     * The rows of a query one after the other, however many there are: read as they are fetched, in bounded memory.
     *
     * @param array $params those of query()
     * @param array $options timeout: seconds up to the first rows, then for each batch; batch (256 KiB): bytes read at once
     * @throws \ValueError as query()
     */
    public function stream(string $sql, array $params = [], array $options = []): Cursor {}

    /**
     * Inserts many rows with few statements, all or none.
     *
     * @param string $table a name, quoted as it is, or "schema.table"
     * @param array $columns list of names
     * @param mixed $rows an iterable: lists of values in the order of $columns, or maps with the columns as keys
     * @param array $options timeout: seconds for each statement; ignore (bool): rows that break a unique key are left out
     * @return \Aha\Future the number of rows inserted. It fails as query(), and with ValueError for a row that cannot be sent
     * @throws \ValueError for no columns
     */
    public function insertMany(string $table, array $columns, iterable $rows, array $options = []): \Aha\Future {}

    /**
     * A round trip to the database.
     *
     * @return \Aha\Future float: seconds. It fails as query()
     */
    public function ping(): \Aha\Future {}

    /** Aha's coroutine form: `yield $db->createCoroutine()->query($sql)` is ['result', 'dbObj', 'dbSock'], and never throws. */
    public function createCoroutine(): Coroutine {}

    /**
     * A value as a literal for SQL that is put together by hand. Parameters are better.
     *
     * @throws \ValueError for a value that has no literal
     */
    public function quote(string|int|float|bool|null $value): string {}

    /** A table or column name in the quotes of the database; a dot in it separates two names. */
    public function quoteName(string $name): string {}

    /**
     * Called after each query of this database, in the background.
     *
     * @param callable|null $hook function (array $query): void, with sql (without values), place ("file:line"), seconds (the
     *   database took), waited (seconds, for a connection), rows, affected_rows, error (?\Throwable). Null: none
     */
    public function onQuery(?callable $hook): static {}

    /** @return array figures of its pool, as Pool::stats() */
    public function stats(): array {}

    /**
     * Ends the pool gracefully: what runs and what waits gets to its end, no new query is taken.
     *
     * @return \Aha\Future null, when its last connection is closed
     */
    public function close(): \Aha\Future {}
}
