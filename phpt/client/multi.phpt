--TEST--
Client\Multi: envelopes by request id, all settled, limits, ids
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\{Multi, Pool, Tcp, Udp};
$peer = new Peer();
$udpPeer = new Peer('udp');
function all(array $envelope): string
{
    return "{$envelope['errno']} {$envelope['requestId']}\n" . implode('', array_map(fn ($key, $one) => "  $key: " . shown($one) . "\n", array_keys($envelope['data']), $envelope['data']));
}
Aha\run(function () use ($peer, $udpPeer) {
    $tcp = fn (string $package, float $timeout = 1.0) => (new Tcp('127.0.0.1', $peer->port, $timeout))->setPackage($package);
    $multi = (new Multi())->register($tcp('echo a')->setRequestId('a'))->register($tcp('close')->setRequestId('b'));
    $multi->register((new Udp('127.0.0.1', $udpPeer->port))->setPackage('echo c'));
    echo all(yield $multi->register($tcp('echo d')->setRequestId(9)));
    echo 'again: ', all(yield $multi);
    echo 'nested: ', json_encode(array_map(fn ($one) => $one['errno'], (yield (new Multi())->register($multi))['data'])), "\n";
    echo 'empty: ', all(yield new Multi());
    (new Multi())->register($tcp('echo e'))->loop(function ($envelope) { echo 'callback: ', all($envelope); });
    yield Aha\sleep(0.1);

    $slow = (new Multi(0.1, 2))->register($tcp('echo fast'))->register($tcp('silent', 5.0))->register($tcp('silent', 5.0))->register($tcp('echo never begun'));
    echo 'timeout: ', all(yield $slow);
    $one = (new Multi())->setConcurrency(1);
    foreach (['echo 1', 'close', 'echo 2', 'echo 3'] as $package) { $one->register($tcp($package)); }
    echo 'one by one: ', all(yield $one);

    $a = $tcp('echo x')->setRequestId('1');
    $twice = (new Multi())->register($a);
    foreach ([$a, $tcp('echo y')->setRequestId(1), $twice] as $wrong) {
        try { $twice->register($wrong); } catch (ValueError $e) { echo $e->getMessage(), "\n"; }
    }
    $b = $tcp('echo y');
    $twice->setTimeout(1.0)->register($b->setRequestId('2'));
    $b->setRequestId('1');
    try { yield $twice; } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    echo 'not ready: ', all(yield (new Multi())->register(new Tcp('127.0.0.1', 1)));
    foreach ([fn () => new Multi(0.0), fn () => new Multi(null, -1), fn () => (new Multi)->setPackage('x')] as $wrong) {
        try { $wrong(); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
    }
    $cancelled = (new Multi())->register($tcp('silent', 5.0)->setCallback(function ($envelope) { echo 'member: ', shown($envelope), "\n"; }))->future();
    yield Aha\sleep(0.01);
    $cancelled->cancel();
    try { yield $cancelled; } catch (Aha\CancelledException) { echo "cancelled\n"; }
    yield Aha\sleep(0.01);
});
--EXPECT--
0 multi
  a: 0 "a" "a\r\n\r\n"
  b: 4 "b" null (tcp://127.0.0.1:PORT: the peer closed the connection without an answer)
  2: 0 2 "c"
  9: 0 9 "d\r\n\r\n"
again: 0 multi
  a: 0 "a" "a\r\n\r\n"
  b: 4 "b" null (tcp://127.0.0.1:PORT: the peer closed the connection without an answer)
  2: 0 2 "c"
  9: 0 9 "d\r\n\r\n"
nested: {"multi":0}
empty: 0 multi
callback: 0 multi
  0: 0 0 "e\r\n\r\n"
timeout: 0 multi
  0: 0 0 "fast\r\n\r\n"
  1: 3 1 null (No answer within 0.1 s, the time of all requests together)
  2: 3 2 null (No answer within 0.1 s, the time of all requests together)
  3: 3 3 null (No answer within 0.1 s, the time of all requests together)
one by one: 0 multi
  0: 0 0 "1\r\n\r\n"
  1: 4 1 null (tcp://127.0.0.1:PORT: the peer closed the connection without an answer)
  2: 0 2 "2\r\n\r\n"
  3: 0 3 "3\r\n\r\n"
Aha\Client\Multi::register(): Argument #1 ($client) is registered already, or this object itself
Aha\Client\Multi::register(): Argument #1 ($client) has the request id "1", which another registered client has
Aha\Client\Multi::register(): Argument #1 ($client) is registered already, or this object itself
Two registered clients have the request id "1"
not ready: 0 multi
  0: 4 0 null (There is nothing to send: setPackage() comes first)
ValueError: Aha\Client\Multi::__construct(): Argument #1 ($timeout) must be greater than 0 (seconds)
ValueError: Aha\Client\Multi::__construct(): Argument #2 ($concurrency) must be greater than or equal to 0
Aha\StateException: Aha\Client\Multi sends no package
cancelled
member: 3 0 null (tcp://127.0.0.1:PORT: no answer within 5000 ms)
