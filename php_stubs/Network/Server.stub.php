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
     * @param int $workerId 0 … worker_num + task_worker_num - 1, or what addProcess() has returned
     * @throws \Aha\StateException when the server does not run, or in a single process
     * @throws \ValueError for an unknown or the own id
     * @throws \Aha\TaskException when $message cannot be serialized or is too large
     */
    public function sendMessage(mixed $message, int $workerId): void {}

    /** @return int the id of this process: a worker's, a task worker's, or what addProcess() has returned; -1 in the master and when it does not run */
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

    /**
     * One more address that this server listens on, of this or another protocol, with handlers of its own. All listeners are
     * served by the same workers, and drain and end together. What a listener has no handler for goes to the server's.
     *
     * @param string $host "127.0.0.1", "::1", "0.0.0.0", or "unix:/path/to.sock"
     * @param int $port 0 picks a free port, see Listener::port()
     * @param string $type "tcp", "udp" or "http"
     * @param array $options those of the class that serves this protocol, without the ones that concern processes
     * @throws \Aha\ConfigException for an unknown key, a value out of range, or options that contradict each other
     * @throws \Aha\StateException when the server runs
     * @throws \ValueError for an unknown type
     */
    public function addListener(string $host, int $port, string $type = "tcp", array $options = []): \Aha\Server\Listener {}

    /**
     * One more process beside the workers, for what goes on all the time: a queue's consumer, a scheduler, a monitor. The master
     * starts it with the workers, again when it has ended (with back-off), with new code on reload(), and stops it with the server.
     * sendMessage() reaches it, and it may use task(). It serves no connections, and workerStart is not called there.
     *
     * $handler: function (Server $server, int $processId): mixed, a coroutine if it is a generator function; its value is not used.
     * The process ends when the handler, the tasks in the background and the timers have ended; when it throws, with exit code 1.
     * On reload and stop the handler is cancelled at its next wait (CancelledException; `finally` blocks run, Aha\shield() goes on).
     *
     * @param array $options
     *   - name (string, process-N): 1 to 31 letters, digits, "-", "_", "."; in the status, the log and the title of the process
     *   - restart (bool, true): start it again also when it has ended well; false: only when it failed, and on reload
     *   - max_wait_time (seconds, 0): how long it may go on before it is cancelled, see isDraining(); at most that of the server
     * @return int its process id, the next one behind the task workers, for sendMessage()
     * @throws \Aha\ConfigException for an unknown key or a name that is taken; with process => "single"
     * @throws \Aha\StateException when the server runs
     */
    public function addProcess(callable $handler, array $options = []): int {}

    /**
     * Reads certificates and keys again; new connections use them. In this process only: for all workers, reload().
     *
     * @throws \Aha\ConnectException when they cannot be read or do not fit; the old ones stay
     */
    public function reloadCertificates(): void {}

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

    /**
     * Sends bytes to a TCP connection of this worker, as they are: package_eof or a length is yours to add.
     *
     * @param int $fd its number, as the handlers get it
     * @return \Aha\Future|bool false: there is no such connection (any more). Else a future, true at once or when the peer has made
     *   room; who sends much awaits it
     */
    public function send(int $fd, string $data): \Aha\Future|bool {}

    /**
     * The same with a file, or a part of it.
     *
     * @param int $length bytes, 0 = to the end
     * @throws \Aha\Exception when the file cannot be read
     * @throws \ValueError when $offset or $length is negative
     */
    public function sendFile(int $fd, string $path, int $offset = 0, int $length = 0): \Aha\Future|bool {}

    /** Ends a TCP connection of this worker, with $reset at once. @return bool false: there is no such connection */
    public function close(int $fd, bool $reset = false): bool {}

    /** @return bool whether this is an open TCP connection of this worker */
    public function exist(int $fd): bool {}

    /** @return \Aha\Server\Connection|null a TCP connection of this worker; null: it is gone, or was never here */
    public function connection(int $fd): ?\Aha\Server\Connection {}

    /** @return array<int, \Aha\Server\Connection> all TCP connections of this worker, by their numbers, oldest first */
    public function connections(): array {}

    /**
     * The TCP connections of this worker whose clients have sent nothing for so long; they are closed, when what was sent to them has
     * left. heartbeat_idle_time does the same on its own, this is for moments of one's choice.
     *
     * @param bool $close false: only tells which ones they are
     * @param float|null $idleTime seconds; null = the heartbeat_idle_time of their listener, where 0 means never
     * @return array<int, int> their numbers
     * @throws \ValueError when $idleTime is negative
     */
    public function heartbeat(bool $close = true, ?float $idleTime = null): array {}

    /**
     * The numbers of TCP connections of this worker, page by page.
     *
     * @param int $startFd begin behind this one, 0 = with the first
     * @return array<int, int>|false false: there are none (any more)
     * @throws \ValueError when $pageSize is not positive
     */
    public function getClientList(int $startFd = 0, int $pageSize = 10): array|false {}

    /** @implementation-alias Aha\Network\Server::getClientList */
    public function connection_list(int $startFd = 0, int $pageSize = 10): array|false {}

    /**
     * @return array|false of a TCP connection of this worker: remote_ip, remote_port, server_port, server_fd (the number of the
     *   listener), connect_time, last_time, bytes_in, bytes_out, packages, send_queued_bytes, uid, encrypted
     */
    public function getClientInfo(int $fd): array|false {}

    /** @implementation-alias Aha\Network\Server::getClientInfo */
    public function connection_info(int $fd): array|false {}

    /** Notes whose connection it is, for getClientInfo(). @return bool false: there is no such connection, or it has an owner */
    public function bind(int $fd, int $uid): bool {}

    /**
     * Sends a packet from a UDP or unix datagram socket of this server.
     *
     * @param string $address "127.0.0.1", "::1", or "unix:/path"
     * @param int $port 0 for unix sockets
     * @param int $serverSocket $clientInfo['server_socket'], -1 = the first socket of that kind
     * @return bool false: it was not sent, because the queue is full or the system refuses it. True says nothing about its arrival
     * @throws \Aha\StateException when no such socket is served by this process
     * @throws \ValueError when $address is no address
     */
    public function sendto(string $address, int $port, string $data, int $serverSocket = -1): bool {}

    /**
     * Has the UDP socket receive what is sent to a multicast group. The workers share the socket: once is enough, and a
     * second time is no error.
     *
     * @param string $interface its name or one of its addresses, "" = the system's choice
     * @throws \Aha\StateException when no such socket is served by this process
     * @throws \Aha\Exception when the system refuses it
     */
    public function joinMulticast(string $group, string $interface = "", int $serverSocket = -1): void {}

    /** The way back, for all workers. @throws \Aha\Exception when it is no member */
    public function leaveMulticast(string $group, string $interface = "", int $serverSocket = -1): void {}
}
