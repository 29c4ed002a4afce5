<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * Several requests at once. It ends when each of them has: one that fails has its error in its own envelope.
 *
 *     $multi = (new Aha\Client\Multi(timeout: 2.0))->register($tcp->setRequestId('a'))->register($http->setRequestId('b'));
 *     $all = yield $multi;   // ['errno' => 0, …, 'requestId' => 'multi', 'data' => ['a' => [envelope], 'b' => [envelope]]]
 *
 * @strict-properties
 * @not-serializable
 */
final class Multi extends \Aha\Network\Client
{
    /**
     * @param float|null $timeout seconds for all of them together; null: each has its own limit only
     * @param int $concurrency how many run at the same time; 0: all
     * @throws \ValueError when $timeout is not positive or $concurrency negative
     */
    public function __construct(?float $timeout = null, int $concurrency = 0) {}

    /**
     * @param \Aha\Network\Client $client any client that has its request ready. Its request id is the key of its envelope;
     *   one that has none gets its position, from 0
     * @return static this object
     * @throws \ValueError when its request id is that of another one, or it is registered already
     * @throws \Aha\StateException while the requests are under way
     */
    public function register(\Aha\Network\Client $client): static {}

    /**
     * @param float|null $timeout seconds for all of them together: those that have not ended then get an envelope with
     *   ERR_REQUEST_TIMEOUT. null: each has its own limit only
     * @return static this object
     * @throws \ValueError when $timeout is not positive
     */
    public function setTimeout(?float $timeout): static {}

    /**
     * @param int $concurrency how many run at the same time, in the order of register(); 0: all
     * @return static this object
     * @throws \ValueError when it is negative
     */
    public function setConcurrency(int $concurrency): static {}

    /** @return int how many clients are registered */
    public function count(): int {}
}
