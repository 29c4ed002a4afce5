--TEST--
Client\Tcp over TLS: against openssl s_server; what is not trusted; names; client certificates
--EXTENSIONS--
aha
openssl
--SKIPIF--
<?php
require __DIR__ . '/real.inc';
needProgram('openssl');
?>
--FILE--
<?php
require __DIR__ . '/real.inc';
require dirname(__DIR__) . '/http/certificates.inc';
use Aha\Client\Tcp;
$folder = temporaryFolder();
$authority = makeAuthority($folder);
makeAuthority($folder, 'other');
makeCertificate($folder, 'server', $authority, ['localhost']);
makeCertificate($folder, 'client', $authority, []);
// It sends each line back to front, and serves one connection at a time.
$start = fn (string ...$more) => new Program(fn (int $port) => ['openssl', 's_server', '-accept', "127.0.0.1:$port", '-rev', '-quiet', '-cert', "$folder/server.pem", '-key', "$folder/server.key", ...$more], "$folder/log");
function tell(string $title, int $port, array $options, string $host = 'localhost'): Generator
{
    $tcp = new Tcp($host, $port, $options + ['ssl' => true, 'package_eof' => "\n", 'package_eof_keep' => false, 'timeout' => 30.0, 'connect_timeout' => 30.0, 'idle_timeout' => 0.001]);
    try {
        $answer = yield $tcp->request('hello');
        yield Aha\sleep(1.1); // the server is for the next one: pools look for idle connections each second
    } catch (Aha\Exception $e) {
        $answer = get_class($e) . " {$e->getCode()}: " . preg_replace(['/:\d{4,5}\b/', '~/\S*/aha-phpt[^/]*~'], [':PORT', 'FOLDER'], $e->getMessage());
    }
    echo "$title: $answer\n";
}
$server = $start();
$strict = $start('-Verify', '1', '-verify_return_error', '-CAfile', "$folder/ca.pem");
Aha\run(function () use ($folder, $server, $strict) {
    $ca = ['ssl_cafile' => "$folder/ca.pem"];
    yield from tell('trusted', $server->port, $ca);
    yield from tell('not trusted', $server->port, []);
    yield from tell('another authority', $server->port, ['ssl_cafile' => "$folder/other.pem"]);
    yield from tell('another name', $server->port, $ca, '127.0.0.1');
    yield from tell('ssl_host_name', $server->port, $ca + ['ssl_host_name' => 'localhost'], '127.0.0.1');
    yield from tell('ssl_host_name is wrong', $server->port, $ca + ['ssl_host_name' => 'example.org']);
    yield from tell('not verified', $server->port, ['ssl_verify_peer' => false]);
    yield from tell('no such file', $server->port, ['ssl_cafile' => "$folder/none.pem"]);
    yield from tell('no certificate of our own', $strict->port, $ca);
    yield from tell('our own', $strict->port, $ca + ['ssl_cert_file' => "$folder/client.pem", 'ssl_key_file' => "$folder/client.key"]);
    yield from tell('another key', $strict->port, $ca + ['ssl_cert_file' => "$folder/client.pem", 'ssl_key_file' => "$folder/server.key"]);
    $plain = stream_socket_server('tcp://127.0.0.1:0');
    $port = (int) substr(strrchr(stream_socket_get_name($plain, false), ':'), 1);
    yield from tell('it says nothing', $port, $ca + ['connect_timeout' => 0.2]);
    // A connection of its own, and a large package both ways.
    $tcp = new Tcp('localhost', $server->port, $ca + ['ssl' => true, 'package_eof' => "\n", 'package_eof_keep' => false, 'connect_timeout' => 30.0]);
    yield $tcp->connect();
    yield $tcp->send("one\ntwo\n");
    echo yield $tcp->receive(), ' ', yield $tcp->receive(), "\n";
    $large = str_repeat('abcdefgh', 2000);
    yield $tcp->send("$large\n");
    var_dump((yield $tcp->receive()) === strrev($large));
    $tcp->close();
});
?>
--EXPECTF--
trusted: olleh
not trusted: Aha\ConnectException 1: connect to localhost:PORT: TLS handshake: the certificate of the peer is not accepted: unable to get local issuer certificate
another authority: Aha\ConnectException 1: connect to localhost:PORT: TLS handshake: the certificate of the peer is not accepted: %s
another name: Aha\ConnectException 1: connect to 127.0.0.1:PORT: TLS handshake: the certificate of the peer is not accepted: IP address mismatch
ssl_host_name: olleh
ssl_host_name is wrong: Aha\ConnectException 1: connect to localhost:PORT: TLS handshake: the certificate of the peer is not accepted: hostname mismatch
not verified: olleh
no such file: Aha\ConfigException 0: CA file FOLDER/none.pem: No such file or directory
no certificate of our own: Aha\ConnectException 4: %s
our own: olleh
another key: Aha\ConfigException 0: private key FOLDER/server.key does not belong to certificate FOLDER/client.pem
it says nothing: Aha\TimeoutException 2: %s
eno owt
bool(true)
