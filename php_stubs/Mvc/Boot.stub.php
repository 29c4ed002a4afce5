<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * What is done once when an application begins, in order: Config/Boot.php, ['master' => [classes], 'worker' => [classes]], or
 * add(). An item is a class with a method bootstrap(\Aha\Bootstrap $bootstrap), made by the container, an object that has it,
 * or a closure that is called so; in a daemon it is called with the \Aha\Daemon. What one throws ends the start; the message names it.
 *
 * Items of the worker phase run at the end of Bootstrap::run(), in each worker. Their method may be a generator function, or
 * return an awaitable: then they and those behind them go on as a part of the task that has called run(), which is not over
 * before they are (for workerStart: the worker serves no request until then). Items of the master phase are run by
 * master(), in the process that starts the server; they may not wait.
 *
 * @strict-properties
 * @not-serializable
 */
final class Boot
{
    public function __construct() {}

    /**
     * @param string|object|array $items one or a list; behind those that are there, before those of the configuration
     * @param string $phase "worker" or "master"
     * @return Boot this object
     * @throws \ValueError for another phase
     */
    public function add(string|object|array $items, string $phase = "worker"): Boot {}

    /**
     * Runs the items of the master phase, in the script before start(): what is made then is shared by all workers.
     * Reads the configuration of the application for them.
     *
     * @throws \Aha\ConfigException when there is no such item
     * @throws \Aha\StateException when one wants to wait
     * @throws \Throwable what an item throws
     */
    public function master(): Boot {}

    /**
     * What is left of the worker phase: `yield $bootstrap->getBoot()->wait()` where code behind run() needs it.
     *
     * @return \Aha\Future null, when all items are done; fails as the item that has failed
     */
    public function wait(): \Aha\Future {}
}
