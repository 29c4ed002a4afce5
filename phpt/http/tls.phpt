--TEST--
HTTPS: requests, keep-alive, large answers, half-close, plain HTTP to the port, old protocols refused
--EXTENSIONS--
aha
--SKIPIF--
<?php extension_loaded('openssl') or die('skip needs openssl'); ?>
--FILE--
<?php
require __DIR__ . '/server.inc';
require __DIR__ . '/certificates.inc';
$folder = temporaryFolder();
$authority = makeAuthority($folder);
makeCertificate($folder, 'server', $authority, ['localhost']);
$server = new Server(<<<PHP
    server(function (\$req, \$res) {
        if (\$req->path === '/slow') {
            return (function () { yield Aha\\sleep(0.2); return 'slow'; })();
        }
        if (\$req->path === '/large') {
            return (function () use (\$res) {
                for (\$i = 0; \$i < 40; ++\$i) {
                    yield \$res->write(str_repeat('x', 100_000));
                }
            })();
        }
        if (\$req->path === '/file') {
            return \$res->sendFile('$folder/server.pem');
        }
        return [\$req->isSecure(), \$req->server['https'], strlen(\$req->rawContent())];
    }, ['ssl_cert_file' => '$folder/server.pem', 'ssl_key_file' => '$folder/server.key', 'http_header_timeout' => 0.5, 'linger_timeout' => 0.1])->start();
    PHP);
$tls = fn (array $more = []) => new Client("ssl://127.0.0.1:$server->port", $more + ['cafile' => "$folder/ca.pem", 'peer_name' => 'localhost']);
$client = $tls();
$client->send(request('/') . request('/', method: 'POST', body: str_repeat('b', 300_000)));
echo $client->answer(), $client->answer();
$meta = stream_get_meta_data($client->socket)['crypto'];
echo $meta['protocol'], "\n";
$client->send(request('/slow') . request('/large') . request('/file') . request('/'));
echo $client->answer(), strlen($client->answer()->body), ' ', json_encode($client->answer()->body === file_get_contents("$folder/server.pem")), ' ', $client->answer();
echo "TLS 1.2: ";
$client = $tls(['crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT]);
$client->send(request('/'));
echo $client->answer();
echo "TLS 1.1: ";
try {
    $tls(['crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_1_CLIENT, 'ciphers' => 'ALL:@SECLEVEL=0']);
    echo "accepted\n";
} catch (RuntimeException $e) {
    echo "refused\n";
}
echo "100 connections: ";
$good = 0;
$clients = [];
for ($i = 0; $i < 100; ++$i) {
    $clients[] = $client = $tls();
    $client->send(request('/'));
}
foreach ($clients as $client) {
    $good += $client->answer()->status === 200;
}
echo "$good\n";
$clients = [];
echo "plain HTTP: ";
$client = $server->connect();
$client->send(request('/'));
$text = $client->rest();
echo json_encode(substr($text, 0, 12)), ' ', $client->isClosed() ? 'closed' : 'OPEN', "\n";
echo "no hello: ";
$client = $server->connect();
echo $client->isClosed() ? 'closed' : 'OPEN', "\n";
echo "garbage: ";
$client = $server->connect();
$client->send("\x16\x03\x01\x00\xff" . random_bytes(255));
$client->rest();
echo $client->isClosed() ? 'closed' : 'OPEN', "\n";
$client = $tls();
$client->send(request('/'));
echo $client->answer();
var_dump($server->stop(), $server->log());
?>
--EXPECT--
200 [true,"on",0]
200 [true,"on",300000]
TLSv1.3
200 slow
4000000 true 200 [true,"on",0]
TLS 1.2: 200 [true,"on",0]
TLS 1.1: refused
100 connections: 100
plain HTTP: "" closed
no hello: closed
garbage: closed
200 [true,"on",0]
int(0)
string(0) ""
