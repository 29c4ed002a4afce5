<?php
declare(strict_types=1);

namespace Bench;

/** An HTTP row whose servers ask a redis-server, which is started for it, on the core of the clients. */
final class RedisRow implements Row
{
    public function __construct(private readonly HttpRow $row)
    {
    }

    public function title(): string
    {
        return $this->row->title();
    }

    public function run(Context $context, Report $report): void
    {
        $command = ['sh', '-c', 'exec redis-server --port "$PORT" --bind 127.0.0.1 --save "" --appendonly no --loglevel warning'];
        [$redis, $port] = Process::server($command, null, [], $context->log('redis-server'));
        try {
            $socket = stream_socket_client("tcp://127.0.0.1:$port");
            fwrite($socket, "SET bench \"Hello World!\"\r\n");
            if (fgets($socket) !== "+OK\r\n") {
                throw new Failure('redis-server does not take a value');
            }
            fclose($socket);
            putenv("REDIS_PORT=$port");
            $this->row->run($context, $report);
        } finally {
            putenv('REDIS_PORT');
            $redis->stop();
        }
    }
}
