<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * Groups of middleware and the routes that they are for: Config/Middleware.php, or by these methods before Bootstrap::run().
 *
 * A pattern is matched with the route, not with the path as it was sent: of an action it is "/demo/client/http" for
 * Demo\Client\Http, with a small first letter in each part and without "Index" at the end; of a declared route its text,
 * "/user/{id}". Where nothing was found, it is the path. In a pattern, `*` is anything within one part, `**` anything, and
 * "/admin/**" also "/admin". Patterns that begin with `#` or `~` are regular expressions, delimiters and modifiers included.
 * The first pattern that fits wins, those of code before those of the configuration.
 *
 * Request filters run in the order of the groups and their members, post filters and terminators in the reverse order.
 *
 * @strict-properties
 * @not-serializable
 */
final class Middleware
{
    public function __construct() {}

    /**
     * Adds to a group.
     *
     * @param string|object|array $members classes, which the container makes, or objects: each implements RequestFilter,
     *   RequestPostFilter or RequestTerminator, or several; a closure is a request filter. One or a list
     * @return Middleware this object
     */
    public function group(string $name, string|object|array $members): Middleware {}

    /**
     * @param string|string[] $groups one or more; an empty list for none
     * @return Middleware this object
     * @throws \Aha\ConfigException when the pattern is empty, too long, or no regular expression
     */
    public function match(string $pattern, string|array $groups): Middleware {}

    /**
     * Many at once, as in Config/Middleware.php: ['group' => [name => members], 'match' => [[pattern, groups], …] or
     * [pattern => groups]].
     *
     * @throws \Aha\ConfigException
     */
    public function configure(array $definitions): Middleware {}

    /** Those who answer in place of an action that has thrown. */
    public function exceptionHandlers(): ExceptionHandlers {}
}
