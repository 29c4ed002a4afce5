<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * Where the application runs: which environment, which machine, which process. All methods are static.
 *
 * @strict-properties
 * @not-serializable
 */
final class Env
{
    private function __construct() {}

    /**
     * The name of the environment, which chooses the overlay of the configuration. The first of: `--env NAME` on the
     * command line, the environment variable AHA_ENVIRON, the setting aha.environ of php.ini, $default, "product".
     *
     * @throws ConfigException when the name has other characters than letters, digits, "_" and "-"
     */
    public static function environ(string $default = ""): string {}

    /**
     * Whether errors are shown in full. The first of: `--debug` or `--debug true|false` on the command line, the environment
     * variable AHA_DEBUG, the setting aha.debug of php.ini, $default.
     *
     * @throws ConfigException when it is given and neither true nor false
     */
    public static function isDebug(bool $default = false): bool {}

    /**
     * Whether an environment serves users: product (online, production, prod), pre, readonly.
     *
     * @param string|null $environ null for that of this process
     */
    public static function isOnline(?string $environ = null): bool {}

    /** Of this machine. */
    public static function hostName(): string {}

    /** @return string the first address of this machine that is not a loopback one; "127.0.0.1" when it has none */
    public static function ip(): string {}

    /** @return int of this process: it differs from worker to worker */
    public static function pid(): int {}

    /** @return int the effective user id of this process */
    public static function uid(): int {}

    /**
     * What set() was given; else, for "hostname", "ip", "pid" and "uid", what the methods say; else the environment variable.
     */
    public static function get(string $key, mixed $default = null): mixed {}

    /** For this process, until the script ends. */
    public static function set(string $key, mixed $value): void {}
}
