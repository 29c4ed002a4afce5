--TEST--
HTTPS: certificates by host name (SNI), reloadCertificates() for new connections
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
foreach (['default' => ['localhost'], 'one' => ['one.test'], 'wild' => ['*.wild.test']] as $name => $hosts) {
    makeCertificate($folder, $name, $authority, $hosts);
}
$server = new Server(<<<PHP
    \$server = server(function (\$req) use (&\$server) {
        if (\$req->path === '/reload') {
            try {
                \$server->reloadCertificates();
                return 'reloaded';
            } catch (Aha\ConnectException \$e) {
                return get_class(\$e);
            }
        }
        return 'hello';
    }, ['ssl_cert_file' => '$folder/default.pem', 'ssl_key_file' => '$folder/default.key', 'ssl_sni_certs' => [
        'one.test' => ['ssl_cert_file' => '$folder/one.pem', 'ssl_key_file' => '$folder/one.key'],
        '*.wild.test' => ['ssl_cert_file' => '$folder/wild.pem', 'ssl_key_file' => '$folder/wild.key'],
    ]]);
    \$server->start();
    PHP);
function connect(Server $server, string $folder, string $host, bool $sni = true): Client
{
    return new Client("ssl://127.0.0.1:$server->port", ['cafile' => "$folder/ca.pem", 'peer_name' => $host, 'SNI_enabled' => $sni, 'capture_peer_cert' => true, 'verify_peer_name' => false]);
}
function nameOf(Client $client): string
{
    $certificate = openssl_x509_parse(stream_context_get_params($client->socket)['options']['ssl']['peer_certificate']);
    return $certificate['subject']['CN'];
}
foreach (['localhost', 'one.test', 'ONE.test', 'a.wild.test', 'a.b.wild.test', 'wild.test', 'other.test'] as $host) {
    echo str_pad($host, 16), nameOf(connect($server, $folder, $host)), "\n";
}
echo str_pad('without SNI', 16), nameOf(connect($server, $folder, 'one.test', false)), "\n";
echo "reload:\n";
$old = connect($server, $folder, 'one.test');
makeCertificate($folder, 'renewed', $authority, ['one.test']);
rename("$folder/renewed.pem", "$folder/one.pem");
rename("$folder/renewed.key", "$folder/one.key");
echo nameOf(connect($server, $folder, 'one.test')), "\n";
$old->send(request('/reload') . request('/'));
echo $old->answer(), $old->answer(), nameOf(connect($server, $folder, 'one.test')), "\n";
echo "a reload that fails changes nothing:\n";
file_put_contents("$folder/one.key", 'garbage');
$old->send(request('/reload') . request('/'));
echo $old->answer(), $old->answer(), nameOf(connect($server, $folder, 'one.test')), "\n";
copy("$folder/default.key", "$folder/one.key");
$old->send(request('/reload'));
echo $old->answer(), nameOf(connect($server, $folder, 'one.test')), "\n";
var_dump($server->stop(), $server->log());
?>
--EXPECT--
localhost       default
one.test        one
ONE.test        one
a.wild.test     wild
a.b.wild.test   default
wild.test       default
other.test      default
without SNI     default
reload:
one
200 reloaded
200 hello
renewed
a reload that fails changes nothing:
200 Aha\ConnectException
200 hello
renewed
200 Aha\ConnectException
renewed
int(0)
string(0) ""
