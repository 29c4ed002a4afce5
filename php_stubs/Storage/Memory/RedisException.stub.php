<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Memory;

/** The server has answered a command with an error. The message is the server's. */
class RedisException extends \RuntimeException implements \Aha\Exception
{
    /** its first word, "" when it has none */
    protected string $errorCode = '';
    /** name, without its arguments */
    protected string $command = '';
    protected ?array $results = null;

    /** @return string the first word of the error: "WRONGTYPE", "NOSCRIPT", "ERR" … */
    public function getErrorCode(): string {}

    /** @return string the name of the command that failed, e.g. "LPUSH" */
    public function getCommand(): string {}

    /** @return array|null of pipeline() and multi(): what all commands gave, with a RedisException for each that failed */
    public function getResults(): ?array {}
}
