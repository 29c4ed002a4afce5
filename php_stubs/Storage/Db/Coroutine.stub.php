<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * Aha's coroutine form of a database: to be yielded.
 *
 * @strict-properties
 * @not-serializable
 */
final class Coroutine implements \Aha\Awaitable
{
    private function __construct() {}

    /** What to run when it is yielded; the arguments of Database::query(). */
    public function query(string $sql, array $params = []): static {}

    /**
     * Runs it.
     *
     * @return \Aha\Future ['result' => Result|bool, 'dbObj' => Link|false, 'dbSock' => int|false], as the callback of
     *   Database::query() gets them. It never fails
     * @throws \Aha\StateException without a query()
     */
    public function future(): \Aha\Future {}
}
