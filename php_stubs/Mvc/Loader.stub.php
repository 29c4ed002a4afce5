<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * The autoloader of applications, one for the process. It never throws, and leaves alone what it does not know: other
 * autoloaders, Composer's among them, may come before or behind it.
 *
 * @strict-properties
 * @not-serializable
 */
final class Loader
{
    private function __construct() {}

    /**
     * Classes below $namespace are files below the folder of its name in $path: with ("Application", "/srv/app")
     * Application\Models\User is /srv/app/Application/Models/User.php. The first letter of each segment is made upper
     * case.
     *
     * @param string $path the parent of the namespace's folder; several calls give several paths, the first file wins
     * @throws \ValueError when $namespace is not one
     */
    public function registerNamespace(string $namespace, string $path): static {}

    /**
     * Like PSR-4: with ("App\\", "/srv/src") App\Models\User is /srv/src/Models/User.php. The longest prefix that has a
     * file wins.
     *
     * @param string|string[] $path
     * @throws \ValueError when $prefix is not a namespace
     */
    public function registerPrefix(string $prefix, string|array $path): static {}

    /** The first path that registerNamespace() was given for it, without a slash at its end; false: there is none. */
    public function getPathByNamespace(string $namespace): string|false {}

    /** The same by the name that it has in Aha 1.x. */
    public function getPathByByNamespace(string $namespace): string|false {}

    /** Loads the file of a class, if there is one. */
    public function autoload(string $class): void {}
}
