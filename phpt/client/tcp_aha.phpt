--TEST--
Client\Tcp: Aha's builder with callback, loop() and yield
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\{Pool, Tcp};
$peer = new Peer();
Aha\run(function () use ($peer) {
    $show = function (array $envelope) { echo 'callback: ', shown($envelope), "\n"; };
    Pool::getTcpClient('127.0.0.1', $peer->port)->setRequestId('a')->setPackage('echo one')->setCallback($show)->loop();
    Pool::getTcpClient('127.0.0.1', $peer->port)->setRequestId('b')->setPackage('echo two')->loop($show);
    yield Aha\sleep(0.1);
    $client = Pool::getTcpClient('127.0.0.1', $peer->port, 10, 0.3, 0.5);
    var_dump($client instanceof Aha\Network\Client, $client->getClient() === $client, $client->getRequestId());
    try { $client->loop(); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    echo shown(yield $client->setRequestId(7)->setPackage('echo three')), "\n";
    echo shown(yield $client->setPackage('silent')), "\n";
    $joined = $client->setPackage('echo joined')->future();
    var_dump($joined === $client->loop()->future(), shown(yield $joined));
    // One callback for a request that is cancelled, too.
    $task = Aha\go(function () use ($client, $show) { yield $client->setCallback($show)->setPackage('silent'); });
    yield Aha\sleep(0.01);
    $task->cancel();
    Aha\background(fn () => 0);
    yield Aha\sleep(0.05);
    $future = $client->setCallback(null)->future();
    $future->cancel();
    try { yield $future; } catch (Aha\CancelledException $e) { echo get_class($e), "\n"; }
    try { yield (new Tcp('127.0.0.1', $peer->port)); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
    foreach ([fn () => new Tcp('', 1), fn () => new Tcp('x', 0), fn () => new Tcp('x', 1, 0.0), fn () => new Tcp('x', 1, ['package_eoff' => 'x']),
        fn () => new Tcp('x', 1, 'x'), fn () => Pool::getTcpClient('x', 1, 0), fn () => $client->request('x', 0.0)] as $wrong) {
        try { $wrong(); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
    }
    var_dump(Tcp::ERR_SUCESS, Tcp::ERR_CONNECT_FAILED, Tcp::ERR_CONNECT_TIMEOUT, Tcp::ERR_REQUEST_TIMEOUT, Tcp::ERR_UNEXPECT, Tcp::ERR_SEND_FAILED);
});
--EXPECT--
callback: 0 "a" "one\r\n\r\n"
callback: 0 "b" "two\r\n\r\n"
bool(true)
bool(true)
NULL
There is nothing to send: setPackage() comes first
0 7 "three\r\n\r\n"
3 7 null (tcp://127.0.0.1:PORT: no answer within 300 ms)
bool(true)
string(20) "0 7 "joined\r\n\r\n""
Aha\CancelledException
There is nothing to send: setPackage() comes first
Aha\ConfigException: The host must be a name, an address or "unix:/path"
Aha\ConfigException: The port must be from 1 to 65535, 0 given
Aha\ConfigException: A timeout must be a number of seconds above 0 and up to 86400, 0 given
Aha\ConfigException: Aha\Client\Tcp: unknown option "package_eoff"; did you mean "package_eof"?
TypeError: Aha\Client\Tcp::__construct(): Argument #3 ($options) must be of type array|float, string given
ValueError: Aha\Client\Pool::getTcpClient(): Argument #3 ($poolSize) must be from 1 to 1000000
ValueError: Aha\Client\Tcp::request(): Argument #2 ($timeout) must be greater than 0 (seconds)
int(0)
int(1)
int(2)
int(3)
int(4)
int(5)
callback: 4 7 null (The request was cancelled)
