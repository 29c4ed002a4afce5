--TEST--
Client\Tcp: answers by length: every code of pack(), with offsets; limits; one way
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\Tcp;
$peer = new Peer('tcp', ''); // what is sent comes back, in pieces
Aha\run(function () use ($peer) {
    $connect = fn (array $options) => new Tcp('127.0.0.1', $peer->port, $options + ['open_length_check' => true, 'timeout' => 30.0]);
    foreach (str_split('cCsSnvlLNVqQJP') as $code) {
        $wrong = [];
        foreach ([0, 3] as $offset) {
            foreach ([false, true] as $countsBody) {
                $header = $offset + strlen(pack($code, 0));
                $tcp = $connect(['package_length_type' => $code, 'package_length_offset' => $offset, 'package_body_offset' => $countsBody ? $header : 0]);
                foreach ([0, 1, 100, ...($code === 'c' ? [] : [200]), ...(in_array($code, ['c', 'C']) ? [] : [30000])] as $size) {
                    $package = str_repeat('h', $offset) . pack($code, $countsBody ? $size : $header + $size) . str_repeat('b', $size);
                    if ((yield $tcp->request($package)) !== $package) {
                        $wrong[] = "$offset/$size";
                    }
                }
            }
        }
        echo $code, $wrong ? ' wrong: ' . implode(' ', $wrong) : '', ' ';
    }
    echo "\n";
    $stats = Aha\Client\Pool::stats();
    echo count($stats), ' pools, ', array_sum(array_column($stats, 'created')), " connections\n";

    // Two packages in one answer: the second belongs to nobody.
    $tcp = $connect(['package_length_type' => 'n', 'package_body_offset' => 2, 'package_max_length' => 100]);
    $package = fn (string $body) => pack('n', strlen($body)) . $body;
    echo substr(yield $tcp->request($package('one') . $package('two')), 2), ' ', substr(yield $tcp->request($package('three')), 2), "\n";
    foreach ([98, 99] as $size) {
        echo substr(yield outcome($tcp->request($package(str_repeat('x', $size)))), 0, 105), "\n";
    }
    echo yield outcome($connect(['package_length_type' => 'n', 'package_length_offset' => 2])->request("ab\0\3xyz")), "\n"; // shorter than its header
    echo yield outcome($connect(['package_length_type' => 'c'])->request("\xff")), "\n"; // negative
    // A connection of one's own, and glued packages.
    yield $tcp->connect();
    yield $tcp->send($package('a') . $package('b') . $package('c'));
    echo substr(yield $tcp->receive(), 2), substr(yield $tcp->receive(), 2), substr(yield $tcp->receive(), 2), "\n";
    $tcp->close();
    // One way: the answers are thrown away, the connection stays.
    $oneWay = $connect(['one_way' => true]);
    var_dump(yield [$oneWay->request('x'), $oneWay->request('y')]);
    yield Aha\sleep(0.05);
    yield $oneWay->request('z');
    $stats = Aha\Client\Pool::stats();
    $last = end($stats);
    echo $last['requests'], ' ', $last['created'] <= 2 ? 'kept' : 'not kept', "\n";
});
?>
--EXPECTF--
c C s S n v l L N V q Q J P 
56 pools, 56 connections
one three
"\u0000bxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
Aha\ProtocolException 4: A package of 101 bytes is larger than package_max_length (100 bytes)
Aha\ProtocolException 4: %s
Aha\ProtocolException 4: %s
abc
array(2) {
  [0]=>
  NULL
  [1]=>
  NULL
}
3 kept
