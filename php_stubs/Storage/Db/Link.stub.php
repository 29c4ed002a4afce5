<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * What a statement has left on its connection, with the names that mysqli has: the $dbObj of Aha's callbacks.
 *
 * @strict-properties
 * @not-serializable
 */
final class Link
{
    /** @var int the number of the database's error; 0 = none */
    public readonly int $errno;
    public readonly string $error;
    public readonly string $sqlstate;
    public readonly int $affected_rows;
    public readonly int|string $insert_id;
    public readonly int $warning_count;

    private function __construct() {}
}
