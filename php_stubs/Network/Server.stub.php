<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Network;

/**
 * What all servers have in common: events, processes, messages between them, control. The process that calls start()
 * is the master: it opens the sockets, forks workers and task workers, and replaces them when they end. Handlers run
 * in the workers. docs/processes.md tells the whole story, docs/limits.md every option.
 *
 * @strict-properties
 * @not-serializable
 */
abstract class Server
{
    /**
     * Registers the handler of an event, in place of an earlier one. A subclass may have a method instead: onStart() …
     *
     * In the master:
     * - start, shutdown: function (Server $server): void; before the first worker is forked, after the last one has ended
     * - managerStart, managerStop: the same, for code written for Swoole
     * - workerError: function (Server $server, int $workerId, int $pid, int $exitCode, int $signal): void; a process has ended unasked
     *
     * In a worker (ids 0 … worker_num - 1) or task worker (the ids behind):
     * - workerStart, workerStop: function (Server $server, int $workerId): void; it serves when workerStart is over. An error in
     *   workerStart stops start(), or a reload
     * - workerExit: function (Server $server, int $workerId): void; once, when the process begins to drain (reload, stop, recycling):
     *   it takes nothing new and finishes what it has within max_wait_time. For streams that would go on for ever
     * - task: function (Server $server, int $taskId, int $fromWorkerId, mixed $data): mixed; in a task worker; the value is the result
     * - finish: function (Server $server, int $taskId, mixed $result): void; in the worker that called task()
     * - pipeMessage: function (Server $server, int $fromWorkerId, mixed $message): void; -1 is the master
     * - request, error …: see the class of the server
     *
     * @throws \Aha\ConfigException for an unknown event
     * @throws \Aha\StateException when the server runs
     * @return static this object
     */
    public function on(string $event, callable $handler): static {}

    /**
     * Listens and serves until stop(), SIGTERM or SIGINT (the second signal stops at once). With process => "single" all of it
     * happens in this process. Else it understands the command line: `php server.php start|stop|restart|reload|status [-d]`
     * (command_line => false turns that off); what is no command is left to the script.
     *
     * Code behind start() runs in the master only. Timers and tasks cannot be started before it: they belong into workerStart.
     *
     * @throws \Aha\ConnectException when the address cannot be used
     * @throws \Aha\ConfigException when handlers or options do not fit together
     * @throws \Aha\StateException when the server runs already (pid_file)
     * @throws \Aha\WorkerException when a worker cannot boot; the message has its error
     * @throws \Throwable what start throws
     */
    public function start(): void {}

    /** Stops the whole server, from any of its processes: no new connections, requests in flight finish (max_wait_time). */
    public function stop(): void {}

    /** The same as stop(). */
    public function shutdown(): void {}

    /**
     * Replaces all workers by new ones without losing a request, from any process: the new ones boot first; when one of
     * them fails, the old ones stay and the error is logged.
     *
     * @throws \Aha\StateException when the server does not run, or in a single process
     */
    public function reload(): void {}

    /**
     * Has a task worker run the handler of the event task.
     *
     * @param mixed $data what serialize() can take, up to task_max_length bytes
     * @param int $taskWorker 0 … task_worker_num - 1, -1 = the least busy one
     * @param callable|null $callback function ($result, ?\Throwable $error): void
     * @return \Aha\Future the result. It fails with TaskException: the handler threw, its process died, the queue is full
     * @throws \Aha\StateException outside of a worker
     * @throws \Aha\ConfigException when there are no task workers, or no such one
     * @throws \Aha\TaskException when $data cannot be serialized or is too large
     */
    public function task(mixed $data, int $taskWorker = -1, ?callable $callback = null): \Aha\Future {}

    /**
     * The same with a limit in time: a TimeoutException when there is no result in $timeout seconds. The task itself goes on.
     *
     * @throws \ValueError when $timeout is not positive
     */
    public function taskwait(mixed $data, float $timeout = 0.5, int $taskWorker = -1): \Aha\Future {}

    /**
     * Ends the running task with this result, in place of the handler's value; the first call counts.
     *
     * @throws \Aha\StateException when no task is running
     * @throws \Aha\TaskException when $result cannot be serialized or is too large
     */
    public function finish(mixed $result): void {}

    /**
     * Sends a message to another process, whose pipeMessage gets it. Messages to one process keep their order.
     *
     * @param int $workerId 0 … worker_num + task_worker_num - 1
     * @throws \Aha\StateException when the server does not run, or in a single process
     * @throws \ValueError for an unknown or the own id
     * @throws \Aha\TaskException when $message cannot be serialized or is too large
     */
    public function sendMessage(mixed $message, int $workerId): void {}

    /** @return int the id of this process: 0 … worker_num + task_worker_num - 1; -1 in the master and when it does not run */
    public function workerId(): int {}

    /** @return bool whether this process is a task worker */
    public function isTaskWorker(): bool {}

    /** @return bool whether this process drains: streams should come to an end, see the event workerExit */
    public function isDraining(): bool {}

    /**
     * Aha\Timer::tick() by Swoole's name: calls $callback every $ms milliseconds in this process.
     *
     * @return int its id, for clearTimer()
     */
    public function tick(int $ms, callable $callback, mixed ...$args): int {}

    /**
     * Aha\Timer::after() by Swoole's name: calls $callback once, in $ms milliseconds.
     *
     * @return int its id, for clearTimer()
     */
    public function after(int $ms, callable $callback, mixed ...$args): int {}

    /** @return bool false when there is no such timer (any more) */
    public function clearTimer(int $id): bool {}

    /** @return int the port it listens on; before start() the one that was asked for */
    public function port(): int {}

    /**
     * @return array<string, int> counters of all processes since start: accept_count, accept_error_count, request_count,
     *   bad_request_count, timeout_count, abort_count, refuse_count, overload_count, stall_count, connection_num, in_flight,
     *   worker_num, task_worker_num, worker_restarts, tasking_num (waiting for a task worker), generation, start_time (Unix seconds)
     */
    public function stats(): array {}

    /** @return string the whole status as JSON, as `php server.php status --json` shows it */
    public function statusJson(): string {}
}
