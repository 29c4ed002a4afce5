<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * Bytes as a parameter, where the database tells them from text (SQLite does).
 *
 * @strict-properties
 * @not-serializable
 */
final class Blob
{
    public readonly string $bytes;

    public function __construct(string $bytes) {}
}
