--TEST--
HTTPS: client certificates, required and optional
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
$stranger = makeAuthority($folder, 'stranger');
makeCertificate($folder, 'server', $authority, ['localhost']);
makeCertificate($folder, 'client', $authority, []);
makeCertificate($folder, 'foreign', $stranger, []);
foreach (['true', "'optional'", 'false'] as $verify) {
    echo "ssl_verify_peer $verify:\n";
    $server = new Server("server(fn () => 'hello', ['ssl_cert_file' => '$folder/server.pem', 'ssl_key_file' => '$folder/server.key',
        'ssl_client_cert_file' => '$folder/ca.pem', 'ssl_verify_peer' => $verify])->start();");
    foreach (['none' => [], 'own' => ['local_cert' => "$folder/client.pem", 'local_pk' => "$folder/client.key"],
        'foreign' => ['local_cert' => "$folder/foreign.pem", 'local_pk' => "$folder/foreign.key"]] as $name => $certificate) {
        try {
            $client = new Client("ssl://127.0.0.1:$server->port", $certificate + ['cafile' => "$folder/ca.pem", 'peer_name' => 'localhost']);
            @$client->send(request('/'));
            echo str_pad($name, 10), $client->answer() ?? "no answer\n"; // TLS 1.3 tells the client after its handshake
        } catch (RuntimeException $e) {
            echo str_pad($name, 10), "no answer\n";
        }
    }
    var_dump($server->stop());
    echo $server->log();
}
?>
--EXPECT--
ssl_verify_peer true:
none      no answer
own       200 hello
foreign   no answer
int(0)
ssl_verify_peer 'optional':
none      200 hello
own       200 hello
foreign   no answer
int(0)
ssl_verify_peer false:
none      200 hello
own       200 hello
foreign   200 hello
int(0)
