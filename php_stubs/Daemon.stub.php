<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha;

/**
 * An application that serves no requests, in this process: its loader, configuration, container, boot items and scheduler.
 * It has no processes of its own; it is what each process of a daemon begins with. See getInstance().
 *
 * @strict-properties
 * @not-serializable
 */
final class Daemon
{
    /** @implementation-alias Aha\Bootstrap::__construct */
    private function __construct() {}

    /**
     * As Bootstrap::initLoader(): either may be called, any number of times.
     *
     * @implementation-alias Aha\Bootstrap::initLoader
     */
    public static function initLoader(): Mvc\Loader {}

    /**
     * The daemon of this namespace, made at the first call. It is another object than the Bootstrap of the same namespace, with
     * a configuration of its own.
     *
     * @param string $app namespace of the application, "Application"; "" = the first one of this process
     * @param string $environ as for Bootstrap::getInstance()
     */
    public static function getInstance(string $app = "", string $environ = ""): Daemon {}

    /** @implementation-alias Aha\Bootstrap::getLoader */
    public function getLoader(): Mvc\Loader {}

    /** @implementation-alias Aha\Bootstrap::getConfig */
    public function getConfig(): Mvc\Config {}

    /** @implementation-alias Aha\Bootstrap::getContainer */
    public function getContainer(): Mvc\Container {}

    /**
     * What is done once, when a process of the daemon begins; the items are called with this object.
     *
     * @implementation-alias Aha\Bootstrap::getBoot
     */
    public function getBoot(): Mvc\Boot {}

    /**
     * Null before run(), and unless aha.mode of the configuration is "coroutine".
     *
     * @implementation-alias Aha\Bootstrap::getScheduler
     */
    public function getScheduler(): ?Coroutine\Scheduler {}

    /** @implementation-alias Aha\Bootstrap::getEnviron */
    public function getEnviron(): string {}

    /** @implementation-alias Aha\Bootstrap::getAppNamespace */
    public function getAppNamespace(): string {}

    /**
     * Errors may be shown in detail.
     *
     * @implementation-alias Aha\Bootstrap::isDebug
     */
    public function isDebug(): bool {}

    /** @implementation-alias Aha\Bootstrap::setDebug */
    public function setDebug(bool $debug): static {}

    /**
     * Reads the configuration, then the container and the scheduler are there, then the boot items of the worker phase run (see
     * Mvc\Boot). It runs no loop and makes no process: call it first in each process of the daemon. Calling it again reads all
     * of it anew; the scheduler and its tasks stay.
     *
     * @throws ConfigException when the namespace is not registered with the loader, or a file of the configuration is bad
     */
    public function run(): static {}
}
