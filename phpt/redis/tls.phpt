--TEST--
Redis: TLS with a client certificate, and what is refused
--EXTENSIONS--
aha
openssl
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/redis.inc';
require __DIR__ . '/../http/certificates.inc';
$folder = temporaryFolder();
$authority = makeAuthority($folder);
makeCertificate($folder, 'server', $authority, ['localhost']);
makeCertificate($folder, 'client', $authority, []);
$probe = stream_socket_server('tcp://127.0.0.1:0');
$port = (int) substr(strrchr(stream_socket_get_name($probe, false), ':'), 1);
fclose($probe);
$server = new RedisServer(['--tls-port', (string) $port, '--tls-cert-file', "$folder/server.pem", '--tls-key-file', "$folder/server.key", '--tls-ca-cert-file', "$folder/ca.pem"]);
Aha\run(function () use ($server, $folder, $port) {
    $tls = ['port' => $port, 'tls' => true, 'tls_cafile' => "$folder/ca.pem", 'tls_host_name' => 'localhost',
        'tls_cert_file' => "$folder/client.pem", 'tls_key_file' => "$folder/client.key"];
    $redis = redis($server, $tls);
    $large = random_bytes(2000000);
    echo yield $redis->set('k', $large), "\n";
    var_dump((yield $redis->get('k')) === $large);
    echo json_encode(yield array_map(fn ($i) => $redis->incr('n'), range(1, 5))), ' ', parse_url($redis->stats()['server'], PHP_URL_SCHEME), "\n";
    $subscription = yield $redis->subscribe('c');
    yield $redis->publish('c', 'over TLS');
    echo (yield $subscription->next())['message'], "\n";
    foreach (['another name' => ['tls_host_name' => 'example.org'], 'another authority' => ['tls_cafile' => ''],
        'no certificate' => ['tls_cert_file' => '', 'tls_key_file' => ''], 'no TLS' => ['tls' => false]] as $what => $wrong) {
        $outcome = yield outcome(redis($server, [...$tls, ...$wrong, 'timeout' => 5.0])->ping());
        echo "$what: ", strstr($outcome, ':', true), "\n";
    }
    try { yield redis($server, ['tls' => true, 'tls_cafile' => '/nowhere'])->ping(); } catch (Aha\ConfigException $e) { echo get_class($e), "\n"; }
});
?>
--EXPECT--
OK
bool(true)
[1,2,3,4,5] rediss
over TLS
another name: ConnectException
another authority: ConnectException
no certificate: ConnectException
no TLS: ConnectException
Aha\ConfigException
