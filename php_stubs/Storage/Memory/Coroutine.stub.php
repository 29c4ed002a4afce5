<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/**
 * Aha's form: a magic call records the command, and yielding the object runs it.
 *
 *     ['result' => $value, 'error' => $error] = yield $redis->createCoroutine()->get('key');
 *
 * @strict-properties
 * @not-serializable
 */
final class Coroutine implements \Aha\Awaitable
{
    private function __construct() {}

    /** Records a command; hmset, hmget and hgetall take and give maps as those of Redis do. */
    public function __call(string $name, array $arguments): mixed {}

    /**
     * Runs it.
     *
     * @return \Aha\Future ['result' => mixed, 'error' => string]; the result is false when there is an error. It never fails
     * @throws \Aha\StateException without a command
     */
    public function future(): \Aha\Future {}
}
