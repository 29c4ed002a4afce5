--TEST--
Client\Tcp: request() gives the answer, over a connection that is used again
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
$peer = new Peer('tcp', "\r\n");
Aha\run(function () use ($peer) {
    $tcp = new Aha\Client\Tcp('127.0.0.1', $peer->port, ['package_eof' => "\r\n", 'package_eof_keep' => false]);
    var_dump(yield $tcp->request('echo hello'));
    var_dump(yield $tcp->request("echo with its end\r\n"));
    var_dump(yield $tcp->request('drip byte by byte'));
    var_dump(yield $tcp->request('count'));
    $all = yield [$tcp->request('echo 1'), $tcp->request('echo 2'), $tcp->request('echo 3')];
    echo implode(' ', $all), "\n";
    $kept = new Aha\Client\Tcp('localhost', $peer->port, ['package_eof' => "\r\n"]);
    var_dump(yield $kept->request('echo kept'));
    yield $tcp->request('echo callback', null, function ($reply, $error) { echo "callback: $reply ", get_debug_type($error), "\n"; });
    yield Aha\sleep(0.001);
    $stats = Aha\Client\Pool::stats()["tcp://127.0.0.1:$peer->port"];
    var_dump($stats['requests'], $stats['in_use'], $stats['size'] === $stats['idle'], $stats['reuse_ratio'] > 0.4, $stats['holders']);
});
$t = microtime(true);
Aha\run(function () use ($peer) {
    var_dump(yield (new Aha\Client\Tcp('127.0.0.1', $peer->port, ['package_eof' => "\r\n"]))->request('echo again'));
});
echo "no idle connection keeps the script: ", microtime(true) - $t < 10 ? 'yes' : 'no', "\n";
--EXPECT--
string(5) "hello"
string(12) "with its end"
string(12) "byte by byte"
string(1) "1"
1 2 3
string(6) "kept
"
callback: callback null
int(8)
int(0)
bool(true)
bool(true)
array(0) {
}
string(7) "again
"
no idle connection keeps the script: yes
