<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha;

/**
 * An application of the Mvc in this process: its loader, configuration, filters, routes and container, and the way
 * from a server's handler to its actions. One for each namespace; see getInstance().
 *
 * @strict-properties
 * @not-serializable
 */
final class Bootstrap
{
    private function __construct() {}

    /**
     * Installs the autoloader and defines AHA_PATH (the folder of the script). May be called any number of times, before
     * or after other autoloaders.
     */
    public static function initLoader(): Mvc\Loader {}

    /**
     * The application of this namespace, made at the first call.
     *
     * @param string $app namespace of the application, "Application"; "" = the first one of this process
     * @param string $environ name of the deployment environment, whose folder Config/<Environ> overlays the configuration;
     *   "" leaves it as it is, at first it is what --env, the environment variable AHA_ENVIRON or aha.environ say, else "product"
     */
    public static function getInstance(string $app = "", string $environ = ""): Bootstrap {}

    /** Actions reach the server by getServer(). Http, Tcp, Udp and what other server classes there are. */
    public function setServer(?object $server): static {}

    public function getServer(): ?object {}

    public function getLoader(): Mvc\Loader {}

    public function getConfig(): Mvc\Config {}

    public function getFilter(): Mvc\Filter {}

    public function getRoutes(): Mvc\Routes {}

    public function getMiddleware(): Mvc\Middleware {}

    public function getContainer(): Mvc\Container {}

    /** What is done once, when the master or a worker begins. */
    public function getBoot(): Mvc\Boot {}

    /**
     * Null before run(), and unless aha.mode of the configuration is "coroutine". Actions that are generators need none: they are
     * always driven.
     */
    public function getScheduler(): ?Coroutine\Scheduler {}

    public function getEnviron(): string {}

    public function getAppNamespace(): string {}

    /** Details of errors are shown to clients. */
    public function isDebug(): bool {}

    public function setDebug(bool $debug): static {}

    /**
     * Reads the configuration, the actions and whatever else the application consists of; call it once in each worker
     * (workerStart). Calling it again reads all of it anew: filters are empty then, requests under way finish with what
     * they have begun with.
     *
     * @throws ConfigException when the namespace is not registered with the loader, or a file of the configuration is bad
     */
    public function run(): static {}

    /**
     * Serves an HTTP request: the whole handler of a server. Never throws for what happens in the application; the
     * client gets one answer in any case.
     *
     * @return Future null, when the request is answered
     */
    public function http(Server\Request $request, Server\Response $response): Future {}

    /**
     * Serves a package of a TCP server: JSON with the command in "cmd", {"cmd": "demo-server-tcp", …}. What the action
     * returns is sent: a string as it is, arrays and JsonSerializable as JSON, null not at all; with the package_eof of
     * the server behind it. Errors are sent as "[status] 404 message".
     *
     * @param int $fd of the connection
     * @param int $fromId of the thread that has read it, as Swoole has it
     * @return Future null, when the action is done
     */
    public function tcp(object $server, int $fd, int $fromId, string $data): Future {}

    /**
     * Serves a datagram of a UDP server, as tcp() does with packages; what it sends has no package_eof.
     *
     * @param array $clientInfo address, port …, as the event packet has it
     * @return Future null, when the action is done
     */
    public function udp(object $server, string $data, array $clientInfo): Future {}
}
