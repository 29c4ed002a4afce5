--TEST--
HTTPS client: certificates are verified, names too; client certificates; kept connections; large bodies
--EXTENSIONS--
aha
--SKIPIF--
<?php extension_loaded('openssl') or die('skip needs openssl'); ?>
--FILE--
<?php
require __DIR__ . '/http.inc';
require dirname(__DIR__) . '/http/certificates.inc';
use Aha\Client\{Http, HttpClient};
$folder = temporaryFolder();
$authority = makeAuthority($folder);
makeCertificate($folder, 'server', $authority, ['localhost']);
makeCertificate($folder, 'client', $authority, []);
$code = fn (string $more) => <<<PHP
    server(function (\$req, \$res) {
        return \$req->path === '/large' ? implode(' ', range(1, 500000)) : ['secure' => \$req->isSecure(), 'raw' => strlen(\$req->rawContent())];
    }, ['ssl_cert_file' => '$folder/server.pem', 'ssl_key_file' => '$folder/server.key' $more])->start();
    PHP;
$server = new Server($code(''));
$url = "https://localhost:$server->port";
$ca = ['ca_file' => "$folder/ca.pem"];
function tell(callable $start): void
{
    try {
        $response = Aha\await($start());
        echo $response->status, ' ', strlen($response->body) > 100 ? strlen($response->body) : $response->body, "\n";
    } catch (Aha\Exception $e) {
        echo get_class($e), ' ', $e->getCode(), ': ', preg_replace(['/:\d{4,}/', '~/\S*/aha-phpt[^/]*~'], [':PORT', 'FOLDER'], $e->getMessage()), "\n";
    }
}
tell(fn () => Http::get($url, $ca));
tell(fn () => Http::get("$url/large", $ca));
tell(fn () => Http::post($url, $ca + ['body' => str_repeat('y', 2000000)]));
echo json_encode([Aha\await(Http::get($url, $ca))->reused, Aha\await((new HttpClient($ca))->get($url))->timing['tls'] > 0]), "\n";
echo "-- not trusted\n";
tell(fn () => Http::get($url));
tell(fn () => Http::get(str_replace('localhost', '127.0.0.1', $url), $ca));
tell(fn () => Http::get(str_replace('localhost', '127.0.0.1', $url), $ca + ['server_name' => 'localhost']));
tell(fn () => Http::get($url, ['verify' => false]));
echo "a connection that was not verified is not lent to one that verifies:\n";
tell(fn () => Http::get($url));
tell(fn () => Http::get($url, ['ca_file' => "$folder/no.pem"]));
tell(fn () => Http::get(str_replace('https', 'http', $url)));
$plain = new Server(MIRROR);
tell(fn () => Http::get("https://localhost:$plain->port/", $ca));
echo "-- client certificates\n";
$strict = new Server($code(", 'ssl_verify_peer' => true, 'ssl_client_cert_file' => '$folder/ca.pem'"));
$url = "https://localhost:$strict->port";
tell(fn () => Http::get($url, $ca));
tell(fn () => Http::get($url, $ca + ['cert' => "$folder/client.pem", 'key' => "$folder/client.key"]));
tell(fn () => Http::get($url, $ca + ['cert' => "$folder/client.pem", 'key' => "$folder/server.key"]));
?>
--EXPECT--
200 {"secure":true,"raw":0}
200 3388894
200 {"secure":true,"raw":2000000}
[true,true]
-- not trusted
Aha\ConnectException 1: GET https://localhost:PORT/: connect to localhost:PORT: TLS handshake: the certificate of the peer is not accepted: unable to get local issuer certificate
Aha\ConnectException 1: GET https://127.0.0.1:PORT/: connect to 127.0.0.1:PORT: TLS handshake: the certificate of the peer is not accepted: IP address mismatch
200 {"secure":true,"raw":0}
200 {"secure":true,"raw":0}
a connection that was not verified is not lent to one that verifies:
Aha\ConnectException 1: GET https://localhost:PORT/: connect to localhost:PORT: TLS handshake: the certificate of the peer is not accepted: unable to get local issuer certificate
Aha\ConfigException 4: GET https://localhost:PORT/: CA file FOLDER/no.pem: No such file or directory
Aha\ConnectException 4: GET http://localhost:PORT/: the peer closed the connection without an answer
Aha\ConnectException 1: GET https://localhost:PORT/: connect to localhost:PORT: TLS handshake: the peer does not speak TLS
-- client certificates
Aha\ConnectException 1: GET https://localhost:PORT/: TLS: tlsv13 alert certificate required
200 {"secure":true,"raw":0}
Aha\ConnectException 1: GET https://localhost:PORT/: private key FOLDER/server.key does not belong to certificate FOLDER/client.pem
