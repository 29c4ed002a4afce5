<?php

/**
 * @generate-class-entries
 * @generate-function-entries
 */

namespace Aha\Mvc;

/**
 * A router of your own: "router_class" of Config/Route.php names it. It is made by the container, once for each worker,
 * and asked before the declared routes. route() may be a generator function.
 */
interface RouterInterface
{
    /**
     * @return mixed null: not mine, the other routes are asked. A path, which begins with "/": the other routes get this
     *   one. "Class", "Class::method" or [Class, method]: what serves the request; with parameters
     *   ["handler" => …, "params" => [name => value, …]]
     */
    public function route(Dispatcher $dispatcher): mixed;
}
