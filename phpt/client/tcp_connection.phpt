--TEST--
Client\Tcp: a connection of one's own
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
$peer = new Peer('tcp', "\n");
Aha\run(function () use ($peer) {
    $tcp = new Aha\Client\Tcp('127.0.0.1', $peer->port, ['package_eof' => "\n", 'package_eof_keep' => false]);
    var_dump($tcp->isConnected());
    echo yield outcome($tcp->receive()), "\n", yield outcome($tcp->send('x')), "\n";
    yield $tcp->connect();
    var_dump($tcp->isConnected());
    try { $tcp->connect(); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    yield $tcp->send("echo 1\necho 2\necho ");
    yield $tcp->send("3\n");
    echo yield $tcp->receive(), yield $tcp->receive(), yield $tcp->receive(1.0), "\n";
    echo yield outcome($tcp->receive(0.01)), "\n", yield outcome($tcp->receive(0)), "\n";
    [$first, $second] = [$tcp->receive(), $tcp->receive()];
    $tcp->send("twice x\n");
    echo yield $first, yield $second, "\n";
    $receiver = Aha\go(function () use ($tcp) { return yield $tcp->receive(); });
    yield;
    $receiver->cancel();
    yield $tcp->send("echo not lost\nhalf\n");
    echo yield $tcp->receive(), "\n", yield outcome($tcp->receive()), "\n";
    var_dump($tcp->isConnected());
    $tcp->close();
    yield $tcp->connect();
    yield $tcp->send("close\n");
    var_dump(yield $tcp->receive(), yield $tcp->receive());
    $tcp->close();
    yield $tcp->connect();
    $waits = $tcp->receive();
    $tcp->close();
    var_dump(yield $waits, $tcp->isConnected());
    $gone = (new Aha\Client\Tcp('127.0.0.1', deadPort(), []))->connect();
    echo yield outcome($gone), "\n";
    $dead = new Aha\Client\Tcp('127.0.0.1', deadPort(), []);
    echo yield outcome($dead->connect()), "\n";
});
--EXPECT--
bool(false)
Aha\ConnectException 0: The client is not connected
Aha\ConnectException 0: The client is not connected
bool(true)
The client is connected already: close() comes first
123
Aha\TimeoutException 0: The receive took longer than 0.01 s
Aha\TimeoutException 0: The receive took longer than 0 s
xx
not lost
Aha\ConnectException 4: tcp://127.0.0.1:PORT: the peer closed the connection within a package
bool(false)
NULL
NULL
NULL
bool(false)
Aha\StateException 0: The connection is gone: nobody holds the client any more
Aha\ConnectException 1: connect to 127.0.0.1:PORT: Connection refused
