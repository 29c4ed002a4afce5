<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/**
 * Goes through many keys or elements, some at a time. An element may come twice, as SCAN has it.
 *
 * @strict-properties
 * @not-serializable
 */
final class Scan
{
    private function __construct() {}

    /**
     * @return \Aha\Future the next elements (perhaps none: []), or null at the end
     * @throws \Aha\StateException while the one before is under way
     */
    public function next(): \Aha\Future {}
}
