<?php

// 17 · TCP and UDP clients
//
// Requests over pooled connections: as values and exceptions, and in Aha's shape with callbacks and `yield`. The peers here are two
// small PHP processes that send back what they get.
//
//     php -d extension=aha.so examples/17-tcp-udp-clients.php

use Aha\Client\{Multi, Pool, Tcp, Udp};

/** Starts an echo server; its port. */
function peer(string $type): int
{
    global $peers;
    $code = <<<'PHP'
        [, $type] = $argv;
        $server = stream_socket_server("$type://127.0.0.1:0", $no, $text, $type === 'udp' ? STREAM_SERVER_BIND : STREAM_SERVER_BIND | STREAM_SERVER_LISTEN);
        echo substr(strrchr(stream_socket_get_name($server, false), ':'), 1), "\n";
        while ($type === 'udp') {
            stream_socket_sendto($server, stream_socket_recvfrom($server, 65535, 0, $from), 0, $from);
        }
        for ($all = [$server];;) {
            $read = $all;
            $write = $except = null;
            stream_select($read, $write, $except, null);
            foreach ($read as $socket) {
                if ($socket === $server) {
                    $all[] = stream_socket_accept($server);
                } elseif ('' === $bytes = (string) fread($socket, 65536)) {
                    unset($all[array_search($socket, $all, true)]);
                } else {
                    fwrite($socket, $bytes);
                }
            }
        }
        PHP;
    $peers[] = $process = proc_open([PHP_BINARY, '-n', '-r', $code, '--', $type], [['file', '/dev/null', 'r'], ['pipe', 'w'], STDERR], $pipes);
    register_shutdown_function(fn () => proc_terminate($process, 9));
    return (int) fgets($pipes[1]);
}

$tcpPort = peer('tcp');
$udpPort = peer('udp');

Aha\run(function () use ($tcpPort, $udpPort) {
    // Values and exceptions.
    $tcp = new Tcp('127.0.0.1', $tcpPort, ['package_eof' => "\r\n", 'package_eof_keep' => false, 'timeout' => 2.0]);
    echo yield $tcp->request('over TCP'), "\n";
    $udp = new Udp('127.0.0.1', $udpPort, ['timeout' => 2.0]);
    echo yield $udp->request('over UDP'), "\n";
    try {
        yield (new Tcp('127.0.0.1', 1, []))->request('nobody is there');
    } catch (Aha\ConnectException $error) {
        echo "failed, code {$error->getCode()}\n"; // 1
    }

    // Aha's shape, with a callback …
    Pool::getTcpClient('127.0.0.1', $tcpPort)->setRequestId('a')->setPackage('with a callback')->setCallback(function (array $envelope) {
        echo "{$envelope['requestId']}: ", trim($envelope['data']), "\n";
    })->loop();

    // … and with `yield`.
    $envelope = yield Pool::getUdpClient('127.0.0.1', $udpPort)->setRequestId('b')->setPackage('with yield');
    echo "{$envelope['requestId']}: errno {$envelope['errno']}, {$envelope['data']}\n";

    // Several at once: each one's envelope by its request id, whatever becomes of the others.
    $multi = (new Multi(timeout: 2.0))
        ->register(Pool::getTcpClient('127.0.0.1', $tcpPort)->setRequestId('tcp')->setPackage('one'))
        ->register(Pool::getUdpClient('127.0.0.1', $udpPort)->setRequestId('udp')->setPackage('two'))
        ->register((new Tcp('127.0.0.1', 1))->setRequestId('nobody')->setPackage('three'));
    foreach ((yield $multi)['data'] as $id => $envelope) {
        echo "$id: errno {$envelope['errno']}\n"; // 0, 0, 1
    }

    // A connection of one's own.
    yield $tcp->connect();
    yield $tcp->send("first\r\nsecond\r\n");
    echo yield $tcp->receive(), ' ', yield $tcp->receive(), "\n";
    $tcp->close();

    $pool = Pool::stats()["tcp://127.0.0.1:$tcpPort"];
    echo "{$pool['requests']} request(s), {$pool['in_use']} in use\n";
});
