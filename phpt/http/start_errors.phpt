--TEST--
HTTP: what can go wrong at the start is thrown by start()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$code = <<<'PHP'
    function http(string $host, int $port, array $options = []): Aha\Server\Http
    {
        return new Aha\Server\Http($host, $port, $options + ['process' => PROCESS]);
    }
    function attempt(callable $start): void
    {
        try {
            $start();
            echo "ended\n";
        } catch (Throwable $e) {
            echo get_class($e), ': ', preg_replace(['/\d{4,}/', '~/\S*/~'], ['PORT', 'FOLDER/'], $e->getMessage()), "\n";
        }
    }
    $holder = stream_socket_server('tcp://127.0.0.1:0');
    $port = (int) substr(strrchr(stream_socket_get_name($holder, false), ':'), 1);
    attempt(fn () => http('127.0.0.1', $port)->on('request', fn () => 1)->start());
    attempt(fn () => http('192.0.2.77', 0)->on('request', fn () => 1)->start());
    attempt(fn () => http('no.such.host.invalid', 0)->on('request', fn () => 1)->start());
    attempt(fn () => http('unix:/no/such/folder/x.sock', 0)->on('request', fn () => 1)->start());
    attempt(fn () => http('127.0.0.1', 0)->start());
    attempt(fn () => http('127.0.0.1', 0, ['trusted_proxies' => ['10.0.0.0/33']])->on('request', fn () => 1)->start());
    attempt(fn () => http('127.0.0.1', 0, ['ssl_cert_file' => '/no/such/cert.pem', 'ssl_key_file' => '/no/such/key.pem'])->on('request', fn () => 1)->start());
    attempt(fn () => http('127.0.0.1', 0)->on('request', fn () => 1)->on('start', fn () => throw new LogicException('start failed'))->start());
    if (PROCESS === 'prefork') {
        exit(6); // what the workers throw is told by the tests of processes
    }
    attempt(fn () => http('127.0.0.1', 0)->on('request', fn () => 1)->on('workerStart', function () { yield Aha\sleep(0.001); throw new LogicException('workerStart failed'); })->start());
    attempt(fn () => Aha\run(fn () => http('127.0.0.1', 0)->on('request', fn () => 1)->start()));
    // A server that is stopped at once, and one object twice.
    $server = http('127.0.0.1', 0)->on('request', fn () => 1)->on('workerStart', fn ($s) => $s->stop());
    attempt(fn () => $server->start());
    attempt(fn () => $server->start());
    $server->on('workerStart', fn ($s) => $s->start());
    attempt(fn () => $server->start());
    $server->on('workerStart', fn ($s) => $s->on('request', fn () => 2));
    attempt(fn () => $server->start());
    attempt(fn () => $server->reloadCertificates());
    echo json_encode([$server->stop(), $server->stats()['request_count']]), "\n";
    exit(5);
    PHP;
foreach (['prefork', 'single'] as $process) {
    $server = new Server("const PROCESS = '$process';\n$code", wait: false);
    var_dump($server->wait());
    echo $server->log(), "\n";
}
?>
--EXPECT--
int(6)
Aha\ConnectException: listen on 127.0.0.1:PORT: Address already in use
Aha\ConnectException: listen on 192.0.2.77:0: Cannot assign requested address
Aha\ConnectException: "no.such.host.invalid" is not an address: Name or service not known
Aha\ConnectException: listen on unix:FOLDER/x.sock: No such file or directory
Aha\ConfigException: The server has no request handler: call on('request', ...) before start()
Aha\ConfigException: trusted_proxies: "10.0.0.0/33" has no valid prefix length
Aha\ConnectException: certificate FOLDER/cert.pem: No such file or directory
LogicException: start failed

int(5)
Aha\ConnectException: listen on 127.0.0.1:PORT: Address already in use
Aha\ConnectException: listen on 192.0.2.77:0: Cannot assign requested address
Aha\ConnectException: "no.such.host.invalid" is not an address: Name or service not known
Aha\ConnectException: listen on unix:FOLDER/x.sock: No such file or directory
Aha\ConfigException: The server has no request handler: call on('request', ...) before start()
Aha\ConfigException: trusted_proxies: "10.0.0.0/33" has no valid prefix length
Aha\ConnectException: certificate FOLDER/cert.pem: No such file or directory
LogicException: start failed
LogicException: workerStart failed
Aha\StateException: start() cannot run inside the event loop, which is running already
ended
ended
Aha\StateException: The server runs already
Aha\StateException: Handlers are registered before start()
Aha\StateException: The server does not run in this process
[null,0]
