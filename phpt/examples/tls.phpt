--TEST--
examples/08-tls.php: HTTPS, a certificate by host name, reload
--EXTENSIONS--
aha
--SKIPIF--
<?php if (!extension_loaded('openssl')) die('skip the test needs PHP with openssl'); ?>
--FILE--
<?php
require __DIR__ . '/example.inc';

function subject(Client $client): string
{
    return openssl_x509_parse(stream_context_get_options($client->socket)['ssl']['peer_certificate'])['subject']['CN'];
}

$example = new Example('08-tls.php');
echo $example->scheme, "\n";
check($example->get('/')->body === '{"secure":true,"host":"test"}', 'the request is secure');
foreach (['localhost', 'shop.test', 'other.test'] as $host) {
    echo $host, ': ', subject($example->connect(['capture_peer_cert' => true, 'peer_name' => $host])), "\n";
}
$kept = $example->connect();
echo shown($example->send(request('/reload', [], 'POST')));
$kept->send(request('/'));
check($kept->answer()->status === 200, 'an open connection goes on');
echo $example->get('/')->status, "\n";
var_dump($example->stop(), $example->errors());
--EXPECT--
https
localhost: localhost
shop.test: shop.test
other.test: localhost
200 reloaded
200
int(0)
string(0) ""
