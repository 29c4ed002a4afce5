<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Log;

/**
 * The logger of the framework itself: standard output, with the place of each call.
 *
 * @strict-properties
 * @not-serializable
 */
final class Sys
{
    private function __construct() {}

    public static function log(): Logger {}

    /** From now on log() is that logger. */
    public static function useLogger(Logger $logger): void {}
}
