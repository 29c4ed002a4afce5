--TEST--
Client\Udp: answers, errors, Aha's shape, a socket of one's own
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\{Pool, Udp};
$peer = new Peer('udp');
Aha\run(function () use ($peer) {
    $udp = new Udp('127.0.0.1', $peer->port, ['timeout' => 10.0]); // the machine may be busy
    $hasty = new Udp('127.0.0.1', $peer->port, ['timeout' => 0.2]);
    var_dump(yield $udp->request('echo hello'), yield $udp->request('echo '));
    echo yield outcome($hasty->request('silent')), "\n";
    echo yield outcome($hasty->request('late an old answer')), "\n", yield $udp->request('echo its own'), "\n";
    // The first request is answered once more while the second one waits already.
    echo yield $udp->request('again first'), ' ', yield $udp->request('provoke second'), "\n";
    $dead = new Udp('127.0.0.1', deadPort('udp'), []);
    echo yield outcome($dead->request('x')), "\n";
    echo preg_replace('/: .*/', '', yield outcome($udp->request(str_repeat('x', 65508)))), "\n";
    $oneWay = new Udp('127.0.0.1', $peer->port, ['one_way' => true]);
    var_dump(yield $oneWay->request('echo nobody waits'));

    Pool::getUdpClient('127.0.0.1', $peer->port)->setRequestId('a')->setPackage('echo one')->loop(function ($envelope) use (&$told) { echo shown($told = $envelope), "\n"; });
    while (!isset($told)) {
        yield Aha\sleep(0.01);
    }
    echo shown(yield Pool::getUdpClient('127.0.0.1', $peer->port, 10, 0.1)->setRequestId('b')->setPackage('silent')), "\n";

    yield $udp->connect();
    yield [$udp->send('echo 1'), $udp->send('echo 2')];
    echo yield $udp->receive(), yield $udp->receive(), "\n", yield outcome($udp->receive(0.01)), "\n";
    $udp->close();
    try { new Udp('x', 1, ['package_eof' => 'x']); } catch (Aha\ConfigException $e) { echo $e->getMessage(), "\n"; }
});
--EXPECTF--
string(5) "hello"
string(0) ""
Aha\TimeoutException 3: udp://127.0.0.1:PORT: no answer within 200 ms
Aha\TimeoutException 3: udp://127.0.0.1:PORT: no answer within 200 ms
its own
first second
Aha\ConnectException 1: udp://127.0.0.1:PORT: %srefused
Aha\ProtocolException 5
NULL
0 "a" "one"
3 "b" null (udp://127.0.0.1:PORT: no answer within 100 ms)
12
Aha\TimeoutException 0: The receive took longer than 0.01 s
Aha\Client\Udp: unknown option "package_eof"; did you mean "%s"?
