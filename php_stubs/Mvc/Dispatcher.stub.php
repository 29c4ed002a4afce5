<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * One request on its way through the application, and all that is known of it.
 *
 * @strict-properties
 * @not-serializable
 */
class Dispatcher
{
    /**
     * @param \Aha\Bootstrap|string $app the application or its namespace
     * @param string $protocol "http", "tcp" or "udp"
     * @throws \ValueError for another protocol
     * @throws \Aha\StateException when there is no such application
     */
    public function __construct(\Aha\Bootstrap|string $app, string $protocol = "http") {}

    public function getBootstrap(): \Aha\Bootstrap {}

    /** The server that the request came to: that of Bootstrap::tcp() and udp(), else Bootstrap::getServer(). */
    public function getServer(): ?object {}

    public function getRouter(): ?Router {}

    /** "http", "tcp" or "udp" */
    public function getProtocol(): string {}

    /** The same by the name that it has in Aha 1.x. */
    public function getProtocal(): string {}

    public function setRequest(\Aha\Server\Request $request): static {}

    public function getRequest(): ?\Aha\Server\Request {}

    public function setResponse(\Aha\Server\Response $response): static {}

    public function getResponse(): ?\Aha\Server\Response {}

    public function setTcpClientFd(int $fd): static {}

    /** Number of the connection, for send(); null: not a request by TCP. */
    public function getTcpClientFd(): ?int {}

    public function setTcpFromId(int $fromId): static {}

    public function getTcpFromId(): int {}

    public function setTcpPackage(string $package): static {}

    /** The package, without the CRs and LFs at its end. */
    public function getTcpPackage(): string {}

    public function setUdpPackage(string $package): static {}

    /** The datagram, without the CRs and LFs at its end. */
    public function getUdpPackage(): string {}

    public function setUdpClientInfo(array $clientInfo): static {}

    /** address, port … */
    public function getUdpClientInfo(): array {}

    /** What the path has brought: the parameters of the route, by name. */
    public function getParams(): array {}

    /** The suffix of the path, "json", where "format_whitelist" of Config/Route.php has it; "": none. */
    public function getFormat(): string {}

    /** Something to keep for this request: of a filter for the action, of an action for a terminator. */
    public function set(string $name, mixed $value): static {}

    /**
     * What set() was given.
     *
     * @param mixed $default when there is none
     * @param string $type "int", "float", "string", "bool", "array", or the name of a class: what is kept must be of it
     * @throws \TypeError when it is not
     */
    public function get(string $name, mixed $default = null, string $type = ""): mixed {}

    public function has(string $name): bool {}

    /**
     * Takes the request through filters, routes, middleware and the action. What fails before anything was waited for is
     * thrown; what fails later is answered with an error page, as in Bootstrap::http().
     *
     * @return \Aha\Future null, when the request is answered
     * @throws RouterException code AHA_ROUTER_EXCEPTION: there is no such action
     * @throws \Throwable what filters or the action throw
     */
    public function dispatch(Router $router): \Aha\Future {}
}
