<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * One route of Routes, as it was declared.
 *
 * @strict-properties
 * @not-serializable
 */
final class DeclaredRoute
{
    private function __construct() {}

    /**
     * Names the route, for Routes::url() and Routes::check().
     *
     * @throws \Aha\ConfigException when another route has the name
     * @throws \Aha\StateException when the routes are in use already
     */
    public function name(string $name): static {}

    /**
     * Gives a parameter a type, as if it stood in the pattern.
     *
     * @param string $type "int", "uuid", "date", "slug", "alpha", "alnum", "hex", "any", or words like "de|en"
     * @throws \Aha\ConfigException when there is no such parameter or type
     * @throws \Aha\StateException when the routes are in use already
     */
    public function where(string $parameter, string $type): static {}

    public function getName(): ?string {}

    public function getPattern(): string {}

    /** @return array the methods; none: all of them, or a command */
    public function getMethods(): array {}

    public function getHandler(): mixed {}

    /** Where it was declared: "/app/Config/Route.php:12". */
    public function getSite(): string {}
}
