<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha;

/** Every exception of the extension implements it. */
interface Exception extends \Throwable
{
}

/** An option or configuration value is unknown, of the wrong type or out of range. The message says what is allowed. */
class ConfigException extends \InvalidArgumentException implements Exception
{
}

/** Something was used in a state that does not allow it. */
class StateException extends \LogicException implements Exception
{
}

/** A connection could not be made or is gone. */
class ConnectException extends \RuntimeException implements Exception
{
}

/** A limit in time was reached; the operation was stopped. */
class TimeoutException extends \RuntimeException implements Exception
{
}

/** The deadline of a scope (a request, a job) was reached; it arrives at the `yield` of each task in it. */
class DeadlineException extends TimeoutException
{
}

/** The task or operation was cancelled; it arrives at the `yield`. Clean up in `finally` and let it pass. */
class CancelledException extends \RuntimeException implements Exception
{
}

/** The peer broke the protocol. */
class ProtocolException extends \RuntimeException implements Exception
{
}

/** A pool could not lend a connection. */
class PoolException extends \RuntimeException implements Exception
{
}

/** The tasks wait for each other, so that none can ever go on. The message says who waits where. */
class DeadlockException extends \LogicException implements Exception
{
}

/** More was written than the peer takes, without awaiting the writes. */
class BackpressureException extends \RuntimeException implements Exception
{
}

/** exit() was called in a task: the task has ended, the process goes on. */
class ExitException extends \RuntimeException implements Exception
{
}

/** Thrown by a handler, it becomes the answer: the status, and the message as its text. */
class HttpException extends \RuntimeException implements Exception
{
    /**
     * @param int $status 400 to 599
     * @param string $message shown to the client
     * @throws \ValueError when the status is out of range
     */
    public function __construct(int $status, string $message = "", ?\Throwable $previous = null) {}

    /** @return int the HTTP status */
    public function getStatus(): int {}
}

/** A worker of a server could not boot. The message has its error. */
class WorkerException extends \RuntimeException implements Exception
{
}

/** A task could not be handed to a task worker, failed there, or its process died. */
class TaskException extends \RuntimeException implements Exception
{
}
