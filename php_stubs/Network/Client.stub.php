<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Network;

/**
 * What all clients have in common: a request that is built by setters, started by loop() or `yield`, and ends in
 * exactly one envelope, whatever happens:
 *
 *     ['errno' => 0, 'errmsg' => '', 'requestId' => 'a', 'const' => 0.0123, 'data' => …]
 *
 * `const` is the time it took in seconds; `data` is null when errno is not 0. The same object can be used for one
 * request after another; while one is under way, loop(), future() and `yield` join it. Exceptions of clients have
 * the same numbers as their getCode().
 *
 * @strict-properties
 * @not-serializable
 */
abstract class Client implements \Aha\Awaitable
{
    /**
     * It worked.
     *
     * @var int
     */
    public const ERR_SUCCESS = 0;
    /**
     * As Aha spells it.
     *
     * @var int
     */
    public const ERR_SUCESS = 0;
    /**
     * No connection: unknown name, refused, unreachable, TLS failure, pool exhausted. Nothing was sent.
     *
     * @var int
     */
    public const ERR_CONNECT_FAILED = 1;
    /**
     * No connection in time. Nothing was sent.
     *
     * @var int
     */
    public const ERR_CONNECT_TIMEOUT = 2;
    /**
     * No answer in time.
     *
     * @var int
     */
    public const ERR_REQUEST_TIMEOUT = 3;
    /**
     * Anything else: the peer closed or broke the protocol, the request was cancelled.
     *
     * @var int
     */
    public const ERR_UNEXPECTED = 4;
    /**
     * As Aha spells it.
     *
     * @var int
     */
    public const ERR_UNEXPECT = 4;
    /**
     * The request could not be sent.
     *
     * @var int
     */
    public const ERR_SEND_FAILED = 5;

    /**
     * @param string|int $requestId what the envelope carries, and the key in the result of Aha\Client\Multi
     * @return static this object
     */
    public function setRequestId(string|int $requestId): static {}

    /** @return string|int|null what setRequestId() was given */
    public function getRequestId(): string|int|null {}

    /**
     * @param callable|null $callback function (array $envelope): mixed; called once for each request that ends. May be
     *   a generator function. It runs in the scope that has started the request
     * @return static this object
     */
    public function setCallback(?callable $callback): static {}

    /**
     * @param string $package what is to be sent; the class says how it is framed
     * @return static this object
     * @throws \Aha\StateException for clients that send no package
     */
    public function setPackage(string $package): static {}

    /** @return static this object: in Aha it was the raw client; here the client itself has its methods */
    public function getClient(): static {}

    /**
     * Starts the request. Its outcome goes to the callback.
     *
     * @param callable|null $callback set as by setCallback()
     * @return static this object
     * @throws \Aha\StateException when something is missing
     * @throws \Aha\PoolException when there is no room in its pool (Aha\Client\Pool)
     */
    public function loop(?callable $callback = null): static {}

    /**
     * Starts the request, unless one is under way: what `yield $client` waits for.
     *
     * @return \Aha\Future the envelope. It fails only with CancelledException
     * @throws \Aha\StateException when something is missing
     * @throws \Aha\PoolException when there is no room in its pool (Aha\Client\Pool)
     */
    public function future(): \Aha\Future {}
}
