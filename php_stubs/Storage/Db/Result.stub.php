<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * What a statement has brought. Rows are made into arrays as they are asked for; a map with the names of the columns each.
 * Integers are int (a string beyond 64 bits), floating point numbers float, NULL null, everything else string: decimals and dates
 * as the database writes them.
 *
 * @strict-properties
 * @not-serializable
 */
final class Result implements \IteratorAggregate, \Countable, \JsonSerializable
{
    /** @var array list of rows */
    public readonly array $rows;
    public readonly int $affectedRows;
    /** @var int|string a string when it is beyond PHP_INT_MAX; 0 = none */
    public readonly int|string $lastInsertId;
    public readonly int $warnings;
    /** @var float seconds the database took */
    public readonly float $duration;

    private function __construct() {}

    /** @return array|null the next row, null behind the last one */
    public function fetch(): ?array {}

    /** @return array|null the first row, null when there is none */
    public function fetchOne(): ?array {}

    /** @return mixed of the first row; null when there is none */
    public function fetchValue(int|string $column = 0): mixed {}

    /**
     * @param int|string $column its position or name
     * @return array of each row
     * @throws \ValueError when there is no such column
     */
    public function fetchColumn(int|string $column = 0): array {}

    /** @return array list of ['name' => string, 'type' => string]; the type in the words of the database, "" = unknown */
    public function columns(): array {}

    /** @return Result|null of the next statement or result set, null behind the last one */
    public function nextResult(): ?Result {}

    public function count(): int {}

    public function getIterator(): \Iterator {}

    /** @return array the rows */
    public function jsonSerialize(): array {}

    /**
     * As that of mysqli_result.
     *
     * @param int $mode 1 = maps (MYSQLI_ASSOC), 2 = lists (MYSQLI_NUM), 3 = both
     */
    public function fetch_all(int $mode = 2): array {}

    /** As that of mysqli_result. */
    public function fetch_assoc(): ?array {}

    /** As that of mysqli_result. */
    public function fetch_row(): ?array {}

    /** As that of mysqli_result. */
    public function fetch_array(int $mode = 3): ?array {}

    /** As that of mysqli_result: the rows are gone. Never needed. */
    public function free(): void {}
}
