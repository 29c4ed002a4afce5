<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/**
 * Records commands for pipeline() and multi(). It is of no use after the call it was made for.
 *
 * @strict-properties
 * @not-serializable
 */
final class Batch
{
    private function __construct() {}

    /**
     * Records a command.
     *
     * @throws \TypeError for an argument that is no string, integer, float or boolean
     * @throws \Aha\StateException for a command that waits in the server or changes its connection, and after its end
     */
    public function __call(string $name, array $arguments): mixed {}

    /** The same with the words of the command. */
    public function command(string $name, mixed ...$arguments): static {}
}
