<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * A transaction on a connection of its own. Database::transaction() gives one to its closure and ends it; Database::beginTrans()
 * makes a chain in Aha's form, or one to be ended by hand. One that nobody holds any more is rolled back.
 *
 * @strict-properties
 * @not-serializable
 */
final class Transaction implements \Aha\Awaitable
{
    private function __construct() {}

    /**
     * As Database::query(), on the connection of this transaction, in the order of the calls.
     *
     * @return \Aha\Future a Result; it fails as that of Database::query()
     * @throws \Aha\StateException when the transaction has not begun, has ended, or another one is open within it
     */
    public function query(string $sql, array|callable $params = [], array $options = [], ?callable $callback = null): \Aha\Future {}

    /**
     * As Database::stream(), on the connection of this transaction: its other statements wait until the cursor has ended.
     *
     * @throws \Aha\StateException as query()
     */
    public function stream(string $sql, array $params = [], array $options = []): Cursor {}

    /**
     * As Database::insertMany(), within this transaction.
     *
     * @throws \Aha\StateException as query()
     */
    public function insertMany(string $table, array $columns, iterable $rows, array $options = []): \Aha\Future {}

    /**
     * A transaction within this one, on a savepoint: when its work fails, what it did is undone, and this one may go on.
     *
     * @param callable $work function (Transaction $tx): mixed
     * @return \Aha\Future what $work returns
     * @throws \Aha\StateException as query()
     */
    public function transaction(callable $work): \Aha\Future {}

    /**
     * Ends a transaction that was begun by hand. When it fails, nothing was done, or, with LostException, nobody knows.
     *
     * @return \Aha\Future null
     * @throws \Aha\StateException as query(), and within the closure of Database::transaction(), which commits by itself
     */
    public function commit(): \Aha\Future {}

    /**
     * Undoes all of it; by hand as commit().
     *
     * @return \Aha\Future null
     * @throws \Aha\StateException as commit()
     */
    public function rollback(): \Aha\Future {}

    /** @return bool it has begun and not ended */
    public function isOpen(): bool {}

    /**
     * Adds a statement to the chain.
     *
     * @param string $key of its entry in the results
     * @param string|array|\Closure $statement SQL; [SQL, parameters]; or a closure that gives one of them, called when the
     *   statements before have ended, with their results: [key => ['result' => Result|true, 'affected_rows' => int,
     *   'last_insert_id' => int]]. It may be a coroutine. When it throws, the transaction is rolled back
     * @throws \Aha\StateException when the chain runs or the key is taken
     */
    public function queue(string $key, string|array|\Closure $statement): static {}

    /** @param callable|null $callback function (array|false $results, false, false): void; false: it was rolled back */
    public function setCallback(?callable $callback): static {}

    /**
     * Runs the chain: begins, runs the statements in order, commits; at the first that fails all are rolled back.
     *
     * @param callable|null $callback as setCallback()
     * @return \Aha\Future the results by key. It fails as query() does, and with what a closure has thrown; with a callback it is false
     *   instead, and an exception of a closure is logged
     * @throws \Aha\StateException when nothing is queued, or it has been run
     */
    public function execute(?callable $callback = null): \Aha\Future {}

    /**
     * What `yield $transaction` waits for. Of a chain: the results by key, and in Aha's form 'result' (all of them, or false when it
     * was rolled back), 'dbObj', 'dbSock' beside them; it fails only with what a closure has thrown. When nothing is queued: this
     * transaction, begun; it fails as query().
     */
    public function future(): \Aha\Future {}

    /** As Database::quote(). */
    public function quote(string|int|float|bool|null $value): string {}

    /** As Database::quoteName(). */
    public function quoteName(string $name): string {}
}
