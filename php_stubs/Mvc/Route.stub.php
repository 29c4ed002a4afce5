<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * Declares a route on the class of an action, or on a public method of any class:
 *
 *     #[Route('GET', '/user/{id:int}', name: 'user')]
 *
 * Found in the folder of the actions by Bootstrap::run(), elsewhere by Routes::register().
 */
final class Route
{
    public readonly array $methods;

    public readonly string $pattern;

    public readonly ?string $name;

    public readonly array $where;

    /**
     * @param string|array $method "GET", "GET|POST", ["GET", "POST"], "ANY"
     * @param string $pattern as that of Routes::get()
     * @param string|null $name for Routes::url()
     * @param array $where parameter => type, as DeclaredRoute::where() takes them
     */
    public function __construct(string|array $method, string $pattern, ?string $name = null, array $where = []) {}
}
