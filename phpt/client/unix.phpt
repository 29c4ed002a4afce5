--TEST--
Client\Tcp and Client\Udp: unix sockets, of streams and of datagrams
--EXTENSIONS--
aha
--SKIPIF--
<?php
require __DIR__ . '/real.inc';
needProgram('python3');
?>
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\{Tcp, Udp};
$folder = temporaryFolder();
$peer = new Peer("unix://$folder/stream", "\n");
// PHP's own sockets cannot answer unix datagrams.
file_put_contents("$folder/peer.py", <<<'PY'
    import os, socket, sys
    server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    server.bind(sys.argv[1] + ".new")
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    first = None
    while True:
        data, address = server.recvfrom(65536)
        if data == b"again":
            first = address
        if data == b"provoke":
            try:
                server.sendto(b"an old answer", first)
            except OSError:
                pass # its socket is gone
        if data != b"silent":
            server.sendto(b"<" + data + b">", address)
    PY);
$python = proc_open(['python3', "$folder/peer.py", "$folder/datagram"], [['file', '/dev/null', 'r']], $pipes);
register_shutdown_function(function () use ($python) {
    proc_terminate($python, 9);
    proc_close($python);
});
eventually(fn () => file_exists("$folder/datagram"));
Aha\run(function () use ($folder) {
    $clean = fn (string $text) => str_replace($folder, 'FOLDER', $text);
    $options = ['package_eof' => "\n", 'package_eof_keep' => false, 'timeout' => 30.0];
    $tcp = new Tcp("unix:$folder/stream", 0, $options);
    echo yield $tcp->request('echo a'), ' ', yield $tcp->request('count'), ' ', implode(' ', yield [$tcp->request('echo b'), $tcp->request('echo c')]), "\n";
    echo $clean(implode(' ', array_keys(Aha\Client\Pool::stats()))), "\n";
    echo $clean(yield outcome($tcp->request('close'))), "\n";
    echo $clean(yield outcome((new Tcp("unix:$folder/none", 0, $options))->request('x'))), "\n";
    yield $tcp->connect();
    yield $tcp->send("twice d\n");
    echo yield $tcp->receive(), yield $tcp->receive(), "\n";
    $tcp->close();

    $udp = new Udp("unix:$folder/datagram", 0, ['timeout' => 30.0]);
    echo implode(' ', yield [$udp->request('a'), $udp->request('b')]), ' ', yield $udp->request('again'), ' ', yield $udp->request('provoke'), "\n";
    echo $clean(yield outcome($udp->request('silent', 0.05))), "\n";
    echo $clean(yield outcome((new Udp("unix:$folder/none", 0, []))->request('x'))), "\n";
    yield $udp->connect();
    yield $udp->send('c');
    echo yield $udp->receive(), "\n";
    $oneWay = new Udp("unix:$folder/datagram", 0, ['one_way' => true]);
    var_dump(yield $oneWay->request('d'));
});
?>
--EXPECTF--
a 1 b c
unix:FOLDER/stream
Aha\ConnectException 4: unix:FOLDER/stream: the peer closed the connection without an answer
Aha\ConnectException 1: connect to unix:FOLDER/none: No such file or directory
dd
<a> <b> <again> <provoke>
Aha\TimeoutException 3: unix:FOLDER/datagram: no answer within 50 ms
Aha\ConnectException 1: %s
<c>
NULL
