<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * The declared routes of an application, beside the convention: Bootstrap::getRoutes().
 *
 * Patterns: "/user/{id}" takes any segment that is not empty; {id:int}, {id:uuid}, {day:date}, {name:slug}, {name:alpha},
 * {name:alnum}, {hash:hex} and {lang:de|en} only such ones; {path:any} at the end takes the rest of the path; a last
 * parameter may be absent: {page:int?}. Text may stand around a parameter: "/{name}.json". Literals are written
 * decoded, parameters arrive decoded (an encoded slash stays inside of its parameter), those of type int as integers.
 * Literals go before parameters, narrower types before wider ones, whatever was declared first.
 *
 * Handlers: a closure or other callable; "Class" (an Action, or a class with execute() or __invoke()); "Class::method" or
 * [Class, "method"]. Objects of classes are made for each request, with the Dispatcher. Parameters of the function get
 * what they are: those of type Dispatcher, Request or Response (or, untyped, called so) that object, those called as a
 * parameter of the route its value, others the values left, in order.
 *
 * @strict-properties
 * @not-serializable
 */
final class Routes
{
    public function __construct() {}

    /**
     * Serves GET, and HEAD unless a route of its own does.
     *
     * @param string $pattern see above
     * @param mixed $handler see above
     * @throws \Aha\ConfigException when the pattern is malformed
     * @throws \Aha\StateException when the routes are in use already, that is after Bootstrap::run()
     * @throws \TypeError when $handler can be no handler
     */
    public function get(string $pattern, mixed $handler): DeclaredRoute {}

    /** As get(). */
    public function post(string $pattern, mixed $handler): DeclaredRoute {}

    /** As get(). */
    public function put(string $pattern, mixed $handler): DeclaredRoute {}

    /** As get(). */
    public function patch(string $pattern, mixed $handler): DeclaredRoute {}

    /** As get(). */
    public function delete(string $pattern, mixed $handler): DeclaredRoute {}

    /** As get(). Without such a route OPTIONS is answered with the methods that there are. */
    public function options(string $pattern, mixed $handler): DeclaredRoute {}

    /** As get(), for every method that no other route of the same path has. */
    public function any(string $pattern, mixed $handler): DeclaredRoute {}

    /**
     * As get().
     *
     * @param string|array $methods "GET", "GET|POST", ["GET", "POST"], "ANY"
     */
    public function map(string|array $methods, string $pattern, mixed $handler): DeclaredRoute {}

    /**
     * A command of TCP and UDP: "user-show-{id:int}", parts with "-" between them.
     *
     * @throws \Aha\ConfigException when the pattern is malformed
     */
    public function command(string $pattern, mixed $handler): DeclaredRoute {}

    /**
     * What the function declares gets the prefix before its pattern. Groups may be nested.
     *
     * @param string $prefix "/api", may have parameters
     * @param callable $declare function (Routes $routes): void
     */
    public function group(string $prefix, callable $declare): static {}

    /**
     * Declares the routes that stand in the attributes of a class.
     *
     * @return int how many
     * @throws \Aha\ConfigException when there is no such class, or an attribute is wrong
     */
    public function register(string $class): int {}

    /**
     * A URL rule: a path that no route has becomes another one.
     *
     * @param string $pattern ":name" takes (most of) a segment, ".*" anything; the whole path must match, in upper or lower
     *   case. With other signs of regular expressions in it, it is one
     * @param string $target "goods/show/${name}", may have a query; what it does not use of the names goes into the query
     * @throws \Aha\ConfigException
     */
    public function rule(string $pattern, string $target): static {}

    /**
     * Rewrites paths before anything else looks at them; the first one that matches does.
     *
     * @param string $regex of PCRE, with delimiters
     * @param string $replacement with $1 …
     * @throws \Aha\ConfigException
     */
    public function rewrite(string $regex, string $replacement): static {}

    /**
     * The suffixes that name a format: "/user/7.json" is "/user/7" then, unless a route has it as it is, and
     * Dispatcher::getFormat() says "json". "format_whitelist" of Config/Route.php goes before it.
     *
     * @param array $formats list of strings, without dots; upper and lower case are the same
     * @throws \Aha\StateException when the routes are in use already
     */
    public function setFormats(array $formats): static {}

    /**
     * Whether "/a/" is another path than "/a"; "slash" => "strict" of Config/Route.php.
     *
     * @throws \Aha\StateException when the routes are in use already
     */
    public function setStrictSlash(bool $strict = true): static {}

    /**
     * A router of your own, asked before the declared routes; "router_class" of Config/Route.php goes before it.
     *
     * @param RouterInterface|string|null $router an object, or a class that the container makes; null: none
     * @throws \Aha\StateException when the routes are in use already
     */
    public function setRouter(RouterInterface|string|null $router): static {}

    /**
     * The path of a route.
     *
     * @param string $name of the route
     * @param array $params parameter => value
     * @param array $query name => value, put behind "?"
     * @throws \Aha\ConfigException when there is no such route, a parameter is missing, unknown or not of its type
     */
    public function url(string $name, array $params = [], array $query = []): string {}

    /**
     * What a request would be. Handlers are not called; the convention is not asked.
     *
     * @return array{status: int, route: ?DeclaredRoute, params: array, allowed: list<string>, path: string, query: string,
     *   format: string} status: 200, 204 (OPTIONS), 400, 404, 405, 414; path: what rewriting has made of it
     * @throws \Aha\ConfigException when routes conflict
     */
    public function match(string $method, string $path): array {}

    /** @return list<DeclaredRoute> */
    public function all(): array {}

    /**
     * Checks the routes: that the handlers exist, and that each line leads where it says.
     *
     * @param array|null $expected "GET /user/7" or "/user/7" (GET) => the name or the pattern of a route, the path of an action
     *   that the convention finds ("Demo/Client/Http"), or a status (404, 405); null: what "check" of Config/Route.php says
     * @param bool $all routes and rules that no line leads to are reported as well
     * @return list<string> what is wrong, a sentence each; none: all is well
     */
    public function check(?array $expected = null, bool $all = false): array {}
}
