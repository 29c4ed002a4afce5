<?php

// 08 · TLS
//
// HTTPS with a certificate for each host name. This example makes its own certificates, which no browser
// trusts (hence curl -k); in production name the files of your certificate authority.
//
//     php -d extension=aha.so examples/08-tls.php
//     curl -k https://127.0.0.1:9601/
//     curl -kv --resolve shop.test:9601:127.0.0.1 https://shop.test:9601/ 2>&1 | grep subject
//     curl -k -X POST https://127.0.0.1:9601/reload        reads renewed files; connections go on

use Aha\Server\{Http, Request, Response};

$folder = sys_get_temp_dir() . '/aha-example-tls-' . getmypid();
mkdir($folder, 0700);
$main = certificate($folder, 'localhost');
$shop = certificate($folder, 'shop.test');

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, [
    'ssl_cert_file' => $main['cert'], // PEM, the whole chain
    'ssl_key_file' => $main['key'],
    'ssl_sni_certs' => [              // by the name the client asks for; others get the one above
        'shop.test' => ['ssl_cert_file' => $shop['cert'], 'ssl_key_file' => $shop['key']],
    ],
]);

$server->on('start', function (Http $server): void {
    echo "https://127.0.0.1:{$server->port()}/\n";
});

$server->on('request', function (Request $request, Response $response) use ($server) {
    if ($request->path === '/reload' && $request->method === 'POST') {
        $server->reloadCertificates();
        return "reloaded\n";
    }
    return ['secure' => $request->isSecure(), 'host' => $request->header('Host')];
});

$server->on('shutdown', function () use ($folder): void {
    array_map('unlink', glob("$folder/*"));
    rmdir($folder);
});

$server->start();

/** Makes a self-signed certificate: with PHP's openssl extension, else with the openssl command. */
function certificate(string $folder, string $host): array
{
    ['cert' => $cert, 'key' => $key, 'conf' => $conf] = $files =
        ['cert' => "$folder/$host.crt", 'key' => "$folder/$host.key", 'conf' => "$folder/$host.cnf"];
    file_put_contents($conf, <<<CONF
        [req]
        distinguished_name = name
        x509_extensions = extensions
        prompt = no
        [name]
        CN = $host
        [extensions]
        subjectAltName = DNS:$host, IP:127.0.0.1
        CONF);
    if (extension_loaded('openssl')) {
        $options = ['config' => $conf, 'x509_extensions' => 'extensions', 'digest_alg' => 'sha256',
            'private_key_bits' => 2048, 'private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1'];
        $private = openssl_pkey_new($options);
        $request = openssl_csr_new(['commonName' => $host], $private, $options);
        $signed = openssl_csr_sign($request, null, $private, 30, $options, random_int(1, PHP_INT_MAX));
        openssl_x509_export_to_file($signed, $cert);
        openssl_pkey_export_to_file($private, $key, null, $options);
    } else {
        exec('openssl req -x509 -nodes -days 30 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1' .
            " -config $conf -keyout $key -out $cert 2>&1", $output, $status);
        $status === 0 || exit("cannot make a certificate:\n" . implode("\n", $output) . "\n");
    }
    return $files;
}
