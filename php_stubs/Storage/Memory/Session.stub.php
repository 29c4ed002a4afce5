<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/**
 * A connection of one's own. It is given back by release(), or when nobody holds the object any more; one whose state has
 * changed (an open MULTI, a WATCH) is closed instead.
 *
 *     $session = yield $redis->session();
 *     yield $session->watch('stock');
 *     $left = yield $session->get('stock');
 *     $done = yield $session->multi(fn ($batch) => $batch->set('stock', $left - 1));   // null: somebody else was faster
 *     $session->release();
 *
 * @strict-properties
 * @not-serializable
 */
final class Session
{
    private function __construct() {}

    /**
     * Any command, as on Redis; WATCH, MULTI, EXEC, DISCARD as well.
     *
     * @throws \TypeError for an argument that is no string, integer, float or boolean
     * @throws \Aha\StateException for SUBSCRIBE, MONITOR and others that make something else of the connection
     */
    public function __call(string $name, array $arguments): mixed {}

    /** The same with the words of the command. */
    public function command(string $name, mixed ...$arguments): \Aha\Future {}

    /** @return \Aha\Future list of what the commands gave, as Redis::pipeline() */
    public function pipeline(callable $work): \Aha\Future {}

    /** @return \Aha\Future as Redis::multi(); null when a watched key has changed, and then nothing was executed */
    public function multi(callable $work): \Aha\Future {}

    /** Gives the connection back; what is under way ends with a CancelledException. Idempotent. */
    public function release(): void {}
}
