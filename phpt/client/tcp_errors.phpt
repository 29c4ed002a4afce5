--TEST--
Client\Tcp: every way to fail has its exception, code and envelope
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
$peer = new Peer();
Aha\run(function () use ($peer) {
    $tcp = new Aha\Client\Tcp('127.0.0.1', $peer->port, ['timeout' => 0.2, 'package_max_length' => 100]);
    foreach (['silent', 'close', 'half', 'long 96', 'long 97'] as $package) {
        $said = yield outcome($tcp->request($package));
        echo "$package: ", strlen($said) > 100 && $said[0] === '"' ? strlen($said) - 2 . ' bytes as JSON' : $said, "\n";
        echo '  ', strlen($said) > 100 && $said[0] === '"' ? '' : shown(yield $tcp->setRequestId($package)->setPackage($package)), "\n";
    }
    $dead = new Aha\Client\Tcp('127.0.0.1', deadPort(), []);
    echo yield outcome($dead->request('x')), "\n  ", shown(yield $dead->setPackage('x')), "\n";
    $slow = new Aha\Client\Tcp('no-such-host.invalid', 1, ['connect_timeout' => 3.0]);
    echo preg_replace('/: .*/', '', yield outcome($slow->request('x'))), "\n";
    echo 'surplus: ', trim(yield $tcp->request('twice a')), ' ', trim(yield $tcp->request('echo b')), "\n";
    $late = $tcp->request('late of the first one');
    echo yield outcome($late), "\n";
    echo 'then: ', trim(yield $tcp->request('echo its own')), "\n";
});
--EXPECTF--
silent: Aha\TimeoutException 3: tcp://127.0.0.1:PORT: no answer within 200 ms
  3 "silent" null (tcp://127.0.0.1:PORT: no answer within 200 ms)
close: Aha\ConnectException 4: tcp://127.0.0.1:PORT: the peer closed the connection without an answer
  4 "close" null (tcp://127.0.0.1:PORT: the peer closed the connection without an answer)
half: Aha\ConnectException 4: tcp://127.0.0.1:PORT: the peer closed the connection within its answer
  4 "half" null (tcp://127.0.0.1:PORT: the peer closed the connection within its answer)
long 96: %d bytes as JSON
  
long 97: Aha\ProtocolException 4: %spackage_max_length (100 bytes)
  4 "long 97" null (%spackage_max_length (100 bytes))
Aha\ConnectException 1: connect to 127.0.0.1:PORT: %sonnection refused
  1 null null (connect to 127.0.0.1:PORT: %sonnection refused)
Aha\ConnectException 1
surplus: a b
Aha\TimeoutException 3: tcp://127.0.0.1:PORT: no answer within 200 ms
then: its own
