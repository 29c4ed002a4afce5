<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/** The container cannot make something. The message names the class, the parameter and the chain that needs it. */
class ContainerException extends \RuntimeException implements \Aha\Exception
{
}

/** There is nothing of that name: no value, no binding and no class. */
class NotFoundException extends ContainerException
{
}

/**
 * Makes objects and what their constructors need. It is a Psr\Container\ContainerInterface where that is loaded (and its
 * exceptions are those of PSR-11). Names are those of classes and interfaces, or any others; case does not matter.
 *
 * A parameter of a constructor gets, in this order: what make() was given; what the container knows for its type (a value, a
 * binding, an alias, a mock; of a union the first that is known); its default; a new object of its class, when it is one that
 * can be made (of a union, the only one that can); null, when it may be null. Everything else is an error.
 *
 * @strict-properties
 * @not-serializable
 */
final class Container
{
    public function __construct() {}

    /**
     * A new object, or the shared one.
     *
     * @param array $params values for the constructor, by position or by name; of a closure that was bound, its second argument
     * @param bool $shared keep it: from then on everybody gets the same
     * @throws NotFoundException when there is no such class
     * @throws ContainerException when it cannot be made: an interface without binding, a parameter without value, a cycle
     * @throws \Aha\StateException when $params are given for a shared object that exists already
     */
    public function make(string $class, array $params = [], bool $shared = false): mixed {}

    /** make() with $shared. */
    public function singleton(string $class, array $params = []): mixed {}

    /**
     * Says what stands for a name: another class, or a closure function (Container $container, array $params) that makes it.
     *
     * @param string|\Closure|null $concrete null for the class itself
     * @param bool $shared made once
     * @return Container this object
     */
    public function bind(string $abstract, string|\Closure|null $concrete = null, bool $shared = false): Container {}

    /** @return Container this object; another name for the same */
    public function alias(string $alias, string $abstract): Container {}

    /**
     * What set() was given, the shared object, or what make() makes.
     *
     * @param string $id
     * @throws NotFoundException
     * @throws ContainerException
     */
    public function get($id): mixed {}

    /** @return Container this object; the value replaces what was there */
    public function set(string $id, mixed $value): Container {}

    /**
     * @param string $id
     * @return bool whether get() knows something of that name, or a class that can be made
     */
    public function has($id): bool {}

    /** For tests: what get() and make() give from now on, until cleanStub(). It comes before everything else. */
    public function setMockInstance(string $class, object $mock): Container {}

    /** For tests: a class or a closure that makes objects in place of $class, until cleanStub(). */
    public function addStub(string $class, string|\Closure $stub): Container {}

    /** @return Container this object, without mocks and stubs */
    public function cleanStub(): Container {}

    /** For tests: puts another value in place. @return mixed the former one, null when there was none */
    public function swap(string $id, mixed $value): mixed {}

    /**
     * Many at once, as in Config/Container.php: ['bind' => [name => class or closure], 'singleton' => [name => class or
     * closure, or a class alone], 'alias' => [name => name], 'set' => [name => value]].
     *
     * @throws \Aha\ConfigException
     */
    public function configure(array $definitions): Container {}
}
