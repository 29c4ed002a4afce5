<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/** There is no such action, or a path or command that no action can have. */
class RouterException extends \Aha\HttpException
{
    /** The code is AHA_ROUTER_EXCEPTION, the status 404. */
    public function __construct(string $message = "", ?\Throwable $previous = null) {}

    /** 404 */
    public function getStatus(): int {}
}

/**
 * The path or command of one request, and what the convention makes of it: "/demo/client/http" and, with the delimiter
 * "-", "demo-client-http" are the action <App>\Actions\Demo\Client\Http. Up to three parts; where there are fewer and no
 * such file, Index is tried behind them; nothing at all is Index\Index\Index. Spaces and dots do not count, the first
 * letter of each part is made upper case, "0" is a part like others. Letters, digits, "_" and "-" are allowed in a part.
 *
 * @strict-properties
 * @not-serializable
 */
class Router
{
    /**
     * @param \Aha\Bootstrap|string $app the application or its namespace
     * @param string $uri a path, or a command
     * @param string $delimiter "/", "-" or "_"
     * @throws \ValueError for another delimiter
     * @throws \Aha\StateException when there is no such application
     */
    public function __construct(\Aha\Bootstrap|string $app, string $uri, string $delimiter = "/") {}

    /**
     * Finds the action by the convention. Dispatcher::dispatch() does this (and asks declared routes first).
     *
     * @throws RouterException
     */
    public function route(): static {}

    /**
     * The class of the action, "\Application\Actions\Demo\Client\Http"; route() is called when it was not.
     *
     * @throws RouterException
     */
    public function getAction(): string {}

    /** "execute" */
    public function getMethod(): string {}

    /** Reads which actions there are, as Bootstrap::run() does. */
    public static function loadActionPaths(\Aha\Bootstrap|string $app): void {}

    /** The path or command consists of what is allowed in one. */
    public static function validate(string $path): bool {}
}
