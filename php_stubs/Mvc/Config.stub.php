<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * The configuration of an application: arrays that come from files, read when a worker starts.
 *
 * Layers are laid over each other: maps (arrays with names) are merged key by key, at every depth; everything else,
 * lists too, is replaced. So a named connection in `Config/Product/Database.php` needs to have only what differs; a
 * key is taken away by giving it null. An empty list replaces a list, an empty map changes nothing.
 *
 * Besides the methods, `$config->database->main` reads as well (of a section an object like this one, below it plain
 * values), and so do `$config['database']['main']`, isset(), foreach and count(). Nothing but set() changes it.
 *
 * @strict-properties
 * @not-serializable
 */
final class Config implements \ArrayAccess, \IteratorAggregate, \Countable
{
    /** @param array $values section => values, for tests and for configurations that come from elsewhere */
    public function __construct(array $values = []) {}

    /**
     * The folder of an Aha application: each `*.php` in it returns the array of a section, whose name is that of the
     * file in lower case; then those in the folder of the environment (`Product`, `Dev`) are laid over them. A folder that
     * is not there has no sections.
     *
     * @param string $environ "" for no overlay; the other names of an environment find its folder, too ("online" that of "product")
     * @throws ConfigException when a file does not return an array, cannot be compiled, or throws
     */
    public static function load(string $folder, string $environ = ""): Config {}

    /**
     * A tree of files, whose paths are keys: `share/log/app.php` is "log.app". Of each folder, one after the other:
     * `share`, then the folder of the run mode; then the same of `<folder>_<module>`; last `.private`, for what a
     * developer keeps to himself, which is not read when the mode is online. In a file, the map `common` is laid under each
     * of its siblings and taken out.
     *
     * @param string|string[] $folders
     * @throws ConfigException as load(); also when none of the folders is there
     */
    public static function tree(string|array $folders, string $mode = "", string $module = ""): Config {}

    /**
     * A section, or a key of it, or what a dotted path leads to: get('database'), get('database', 'main'),
     * get('database.main.host'). Of a dotted path the second argument is the default: get('a.b', 5). Keys with dots in
     * them are found, too.
     *
     * @param mixed $key string or int; null or "" for the whole section
     * @param mixed $default what is missing; null is not missing. Without it a missing section is [], everything else null
     */
    public function get(string $section, mixed $key = null, mixed $default = null): mixed {}

    /** @return bool also true when it is null */
    public function has(string $section, string|int|null $key = null): bool {}

    /**
     * Changes it for this process. What is set in code is laid over what files have, also when they are read again.
     *
     * @param string $path may be dotted
     * @param mixed $value maps are merged
     * @return Config this object
     * @throws StateException when this is a section that was read from another Config
     */
    public function set(string $path, mixed $value): Config {}

    public function toArray(): array {}

    public function count(): int {}

    public function getIterator(): \Iterator {}

    /** @param string|int $offset as the path of has() */
    public function offsetExists(mixed $offset): bool {}

    /** @param string|int $offset as the path of get(), null when it is missing */
    public function offsetGet(mixed $offset): mixed {}

    /** @throws StateException it is read-only: use set() */
    public function offsetSet(mixed $offset, mixed $value): void {}

    /** @throws StateException it is read-only */
    public function offsetUnset(mixed $offset): void {}
}
