--TEST--
Client\Pool: throws when exhausted and names the holders; statistics
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\Pool;
$peer = new Peer();
Aha\run(function () use ($peer) {
    $get = fn (int $size) => Pool::getTcpClient('127.0.0.1', $peer->port, $size);
    $a = $get(2);
    $b = $get(2);
    try { $get(2); } catch (Aha\PoolException $e) {
        echo $e->getCode(), ' ', preg_replace(['/:\d{4,5}\b/', '~/\S*/~'], [':PORT', ''], $e->getMessage()), "\n";
    }
    $c = $get(3);
    unset($c);
    $c = $get(3); // what was dropped is free again
    $envelopes = yield [$a->setPackage('echo 1'), $b->setPackage('echo 2'), $c->setPackage('echo 3')];
    echo implode(' ', array_map(shown(...), $envelopes)), "\n";
    $stats = Pool::stats()["tcp://127.0.0.1:$peer->port"];
    var_dump($stats['max'], $stats['idle'], $stats['in_use'], $stats['holders']);
    $d = $get(1); // the others have ended
    try { yield $a->setPackage('echo 4'); } catch (Aha\PoolException $e) { echo get_class($e), "\n"; }
    $holders = Pool::stats()["tcp://127.0.0.1:$peer->port"]['holders'];
    var_dump(count($holders), preg_match('~pool\.php:\d+$~', $holders[0]['place']), is_float($holders[0]['age']));
    unset($d);
    echo shown(yield $a), "\n";
    // A pool that queues; the holder is named by whoever waits too long.
    $tcp = new Aha\Client\Tcp('127.0.0.1', $peer->port, ['pool_size' => 1, 'pool_wait_timeout' => 0.05, 'timeout' => 0.5]);
    $holder = $tcp->request('silent');
    echo preg_replace('~ \S*/~', ' ', explode(' (', yield outcome($tcp->request('echo x')))[0]), "\n";
    echo yield outcome($holder), "\n";
    echo json_encode(yield [$tcp->request('echo 1'), $tcp->request('echo 2')]), "\n";
});
--EXPECT--
1 Pool tcp:127.0.0.1:PORT is exhausted: 2 of 2 clients in use, longest by pool.php:6 (0.0 s), pool.php:6 (0.0 s)
0 null "1\r\n\r\n" 0 null "2\r\n\r\n" 0 null "3\r\n\r\n"
int(3)
int(3)
int(0)
array(0) {
}
int(1)
int(1)
bool(true)
0 null "4\r\n\r\n"
Aha\PoolException 1: The pool 127.0.0.1:PORT" is exhausted: no connection within 50 ms; 1 of 1 in use, longest by pool.php:27
Aha\TimeoutException 3: tcp://127.0.0.1:PORT: no answer within 500 ms
["1\r\n\r\n","2\r\n\r\n"]
