<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/** Thrown, it becomes an answer that sends the client to another place. */
class RedirectException extends \Aha\HttpException
{
    private string $url = "";

    /**
     * @param int $status 301, 302, 303, 307 or 308
     * @throws \ValueError for another status, or when $url is empty or has control characters
     */
    public function __construct(string $url, int $status = 302) {}

    public function getUrl(): string {}
}

/**
 * Thrown, it becomes an answer for a rule of the application that was broken: {"code": …, "msg": …, "data": …}, or a page
 * with the message where the client prefers HTML. It is not logged.
 */
class BusinessException extends \RuntimeException implements \Aha\Exception
{
    private mixed $data = null;

    private int $status = 400;

    /**
     * @param string $message shown to the client
     * @param int $code of the application, 10000 and above by custom
     * @param mixed $data for the client, as JSON
     * @param int $status of the response, 200 to 599
     * @throws \ValueError when the status is out of range
     */
    public function __construct(string $message, int $code = 10000, mixed $data = null, int $status = 400) {}

    public function getData(): mixed {}

    public function getStatus(): int {}
}

/**
 * Who answers when something was thrown: Config/ExceptionHandler.php, or by these methods before Bootstrap::run(). Asked in
 * this order, until one returns a response: the handlers of the groups of the first pattern that fits (see Middleware), those
 * for a type in the order of their registration, then the ones that are built in: RedirectException, BusinessException,
 * HttpException and everything else by a page or JSON, what the client accepts. Details of other errors are
 * shown only when the application is in debug mode. The error is logged once, when the response's status is 500 or above.
 *
 * @strict-properties
 * @not-serializable
 */
final class ExceptionHandlers
{
    public function __construct() {}

    /**
     * Adds to a group.
     *
     * @param string|object|array $members classes, which the container makes, or objects that implement ExceptionHandler, or
     *   closures function (\Throwable $e, ?Request $request, Dispatcher $context). One or a list
     * @return ExceptionHandlers this object
     */
    public function group(string $name, string|object|array $members): ExceptionHandlers {}

    /**
     * @param string $pattern see Middleware
     * @param string|string[] $groups
     * @return ExceptionHandlers this object
     * @throws \Aha\ConfigException
     */
    public function match(string $pattern, string|array $groups): ExceptionHandlers {}

    /**
     * Handlers for all exceptions of a class or interface, on every route.
     *
     * @param string|object|array $handlers as the members of group()
     * @return ExceptionHandlers this object
     */
    public function on(string $type, string|object|array $handlers): ExceptionHandlers {}

    /**
     * Many at once, as in Config/ExceptionHandler.php: 'group' and 'match' as in Middleware, and 'type' => [class => handlers].
     *
     * @throws \Aha\ConfigException
     */
    public function configure(array $definitions): ExceptionHandlers {}
}
