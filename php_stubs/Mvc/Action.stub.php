<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * What a request is for: one class a path, one object a request. It has a method execute(), or excute() as in Aha 1.x: a
 * plain function, a generator function or one that leaves the answer to callbacks. Its value is the response, by the rules
 * of a handler of Aha\Server\Http; null when it has answered itself or will.
 */
abstract class Action
{
    /** @var Dispatcher|null */
    protected $_objDispatcher = null;

    public function __construct(Dispatcher $dispatcher) {}

    /**
     * Called before execute(). May be a generator function. A value other than null is the response, execute() is not
     * called then.
     *
     * @return mixed
     */
    public function before(Dispatcher $dispatcher) {}

    /**
     * Called when execute() is done, before the response is sent. May be a generator function.
     *
     * @return mixed
     */
    public function after() {}
}
