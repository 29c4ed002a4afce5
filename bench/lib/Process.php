<?php
declare(strict_types=1);

namespace Bench;

/** A failed row: its message is the reason shown in the report. */
final class Failure extends \RuntimeException
{
}

/** A child process on one core, with its figures from /proc. Owned by the row that starts it; ends with stop(). */
final class Process
{
    /** @var resource */
    private $handle;
    /** @var array<int, resource> */
    private array $pipes = [];
    public readonly int $pid;

    /**
     * @param list<string> $command
     * @param array<string, string> $environment added to ours
     */
    public function __construct(
        array $command,
        ?int $core,
        array $environment,
        private readonly string $log,
        bool $readOutput = true,
    ) {
        if ($core !== null) {
            $command = ['taskset', '-c', (string) $core, ...$command];
        }
        // exec keeps the process id; the limit of open files matters to rows with many connections
        $command = ['sh', '-c', 'ulimit -n "$(ulimit -Hn)"; exec "$@"', 'sh', ...$command];
        @unlink($log);
        $files = [0 => ['pipe', 'r'], 1 => $readOutput ? ['pipe', 'w'] : ['file', $log, 'a'],
            2 => ['file', $log, 'a']];
        $handle = proc_open($command, $files, $this->pipes, null, $environment + getenv());
        if ($handle === false) {
            throw new Failure('cannot start ' . implode(' ', $command));
        }
        $this->handle = $handle;
        $this->pid = proc_get_status($handle)['pid'];
    }

    /** Starts a server on a free port and waits until it accepts, or with UDP echoes. @return array{self, int} */
    public static function server(array $command, ?int $core, array $environment, string $log, bool $udp = false): array
    {
        $probe = ($udp ? stream_socket_server('udp://127.0.0.1:0', $code, $message, STREAM_SERVER_BIND)
            : stream_socket_server('tcp://127.0.0.1:0')) ?: throw new Failure('no free port');
        $port = (int) substr(strrchr(stream_socket_get_name($probe, false), ':'), 1);
        fclose($probe);
        $process = new self($command, $core, ['PORT' => (string) $port] + $environment, $log, false);
        $deadline = microtime(true) + 10;
        while (!($udp ? self::echoes($port) : self::accepts($port))) {
            if (!$process->isAlive() || microtime(true) > $deadline) {
                $process->stop();
                throw new Failure('does not start: ' . $process->logTail());
            }
            usleep(20_000);
        }
        return [$process, $port];
    }

    private static function accepts(int $port): bool
    {
        $socket = @stream_socket_client("tcp://127.0.0.1:$port", timeout: 1);
        return $socket !== false && fclose($socket);
    }

    private static function echoes(int $port): bool
    {
        $socket = stream_socket_client("udp://127.0.0.1:$port");
        stream_set_timeout($socket, 0, 200_000);
        return @fwrite($socket, 'probe') && @fread($socket, 64) === 'probe';
    }

    public function isAlive(): bool
    {
        return proc_get_status($this->handle)['running'];
    }

    public function logTail(): string
    {
        $text = trim((string) @file_get_contents($this->log));
        return $text === '' ? 'it says nothing' : lastBytes($text);
    }

    /** The next line of standard output, without its end; null at the end of the output. */
    public function line(): ?string
    {
        $line = fgets($this->pipes[1]);
        return $line === false ? null : rtrim($line, "\n");
    }

    public function closeInput(): void
    {
        fclose($this->pipes[0]);
    }

    /** All output, and the exit code, of a process that ends by itself. @return array{string, int} */
    public function finish(): array
    {
        $output = stream_get_contents($this->pipes[1]);
        foreach ($this->pipes as $pipe) {
            is_resource($pipe) && fclose($pipe);
        }
        return [$output, proc_close($this->handle)];
    }

    public function stop(): void
    {
        if (!is_resource($this->handle) || !$this->isAlive()) {
            return;
        }
        $family = implode(' ', $this->family());
        exec("kill -TERM $family 2>/dev/null");
        $deadline = microtime(true) + 3;
        while ($this->isAlive() && microtime(true) < $deadline) {
            usleep(20_000);
        }
        exec("kill -KILL $family 2>/dev/null");
    }

    /** User and system time in seconds, of this process and its descendants. @return array{float, float} */
    public function cpu(): array
    {
        $user = $system = 0;
        foreach ($this->family() as $pid) {
            // the name in parentheses may hold blanks; utime and stime are fields 14 and 15, in clock ticks
            $text = (string) @file_get_contents("/proc/$pid/stat");
            $fields = explode(' ', substr($text, (int) strrpos($text, ')') + 2));
            $user += (int) ($fields[11] ?? 0);
            $system += (int) ($fields[12] ?? 0);
        }
        return [$user / 100, $system / 100];
    }

    /** User and system time together, finer than the clock ticks of cpu(). */
    public function cpuTotal(): float
    {
        $nanoseconds = 0;
        foreach ($this->family() as $pid) {
            foreach (glob("/proc/$pid/task/*/schedstat") ?: [] as $file) {
                $nanoseconds += (int) @file_get_contents($file);
            }
        }
        return $nanoseconds > 0 ? $nanoseconds / 1e9 : array_sum($this->cpu());
    }

    /** This process and its descendants: many servers work in children. @return list<int> */
    private function family(): array
    {
        $family = [$this->pid];
        for ($i = 0; $i < count($family); $i++) {
            foreach (glob("/proc/{$family[$i]}/task/*/children") ?: [] as $file) {
                foreach (preg_split('/\s+/', (string) @file_get_contents($file), -1, PREG_SPLIT_NO_EMPTY) as $pid) {
                    $family[] = (int) $pid;
                }
            }
        }
        if (!$this->isAlive()) {
            throw new Failure('the process is gone: ' . $this->logTail());
        }
        return $family;
    }

    /** A figure of /proc/PID/smaps_rollup in bytes, Pss or Rss, of this process and its descendants. */
    public function memory(string $name): int
    {
        $file = static fn (int $pid): string => "/proc/$pid/smaps_rollup";
        return array_sum(array_map(static fn (int $pid): int => self::field($file($pid), $name), $this->family()));
    }

    /** The highest resident memory since resetPeak(), in bytes. */
    public function peak(): int
    {
        return self::field("/proc/{$this->pid}/status", 'VmHWM');
    }

    public function resetPeak(): void
    {
        file_put_contents("/proc/{$this->pid}/clear_refs", '5');
    }

    private static function field(string $file, string $name): int
    {
        if (!preg_match("/^$name:\s+(\d+) kB/m", (string) @file_get_contents($file), $match)) {
            throw new Failure("no $name in $file");
        }
        return 1024 * (int) $match[1];
    }
}

function lastBytes(string $text): string
{
    return strlen($text) > 400 ? '…' . substr($text, -400) : $text;
}
