<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * The rows of Database::stream(). It holds a connection until its last row was fetched, it failed, was closed, or nobody holds
 * it any more.
 *
 *     while ($row = yield $cursor->fetch()) { … }
 *     foreach ($cursor as $row) { … }            // in a fiber
 *
 * @strict-properties
 * @not-serializable
 */
final class Cursor implements \IteratorAggregate
{
    private function __construct() {}

    /**
     * @return \Aha\Future array: the next row; null behind the last one. It fails as Database::query(), and ever after
     * @throws \Aha\StateException while another fetch() waits
     */
    public function fetch(): \Aha\Future {}

    /** @return array list of ['name' => string, 'type' => string], [] before the first row */
    public function columns(): array {}

    /** Ends the query, if it has not ended; later fetches give null. */
    public function close(): void {}

    /** Rows for foreach, which waits with Aha\await(): in a fiber, or outside of the loop. */
    public function getIterator(): \Iterator {}
}
