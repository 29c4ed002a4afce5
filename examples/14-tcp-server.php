<?php

// 14 · A TCP server
//
// JSON commands over TCP: {"cmd": "demo-echo", ...} and a line end. Each package is a call of onReceive(); the answer goes back by the number of the
// connection. The same port style as Aha 1.x.
//
//     php -d extension=aha.so examples/14-tcp-server.php
//     php -d extension=aha.so examples/16-raw-clients.php            speaks to it
//     printf '{"cmd":"demo-echo","text":"hello"}\r\n' | nc -N 127.0.0.1 9602

use Aha\Server\Tcp;

const EOF = "\r\n\r\n";

final class TcpServer extends Tcp
{
    public function onStart(Tcp $server): void
    {
        echo "tcp://127.0.0.1:{$server->port()}/\n";
    }

    public function onReceive(Tcp $server, int $fd, int $fromId, string $package)
    {
        try {
            $command = json_decode($package, true, 16, JSON_THROW_ON_ERROR);
            $answer = yield from $this->dispatch($command, $server, $fd);
        } catch (JsonException $error) {
            $answer = "[status] 400 {$error->getMessage()}";
        } catch (OutOfBoundsException $error) {
            $answer = "[status] 404 {$error->getMessage()}";
        }
        yield $server->send($fd, $answer . EOF); // waits when the client does not read
    }

    private function dispatch(mixed $command, Tcp $server, int $fd): Generator
    {
        switch ($command['cmd'] ?? '') {
            case 'demo-echo':
                return json_encode($command);
            case 'demo-sleep':
                yield Aha\sleep(min(5, (float) ($command['seconds'] ?? 1)));
                return json_encode(['slept' => true]);
            case 'demo-info':
                return json_encode($server->getClientInfo($fd));
            default:
                throw new OutOfBoundsException('no such command');
        }
    }
}

$port = getenv('PORT');
$server = new TcpServer('127.0.0.1', $port === false ? 9602 : (int) $port, [
    'worker_num' => 2,
    'package_eof' => "\r\n", // an empty package, as between the two of "\r\n\r\n", is not handed out
    'package_max_length' => 64 * 1024,
    'heartbeat_idle_time' => 600.0,
]);
$server->start();
