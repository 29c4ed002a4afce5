--TEST--
Mvc: TCP and UDP commands: values, errors, what is not JSON, generators
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
require __DIR__ . '/../tcp/tcp.inc';
require __DIR__ . '/../udp/udp.inc';
/** One package, without its end. */
function line(Client $client): string
{
    for ($line = ''; !str_ends_with($line, "\r\n"); $line .= $byte) {
        if (($byte = $client->read(1)) === '') {
            return "$line [cut]";
        }
    }
    return substr($line, 0, -2);
}
const FILES = [
    'Actions/Index/Index/Index' => 'return "index";',
    'Actions/Demo/Server/Tcp' => '$d = $this->_objDispatcher; $d->getServer()->send($d->getTcpClientFd(), "echo " . $d->getTcpPackage() . "\r\n");',
    'Actions/Demo/Server/Udp' => '$d = $this->_objDispatcher; $c = $d->getUdpClientInfo(); $d->getBootstrap()->getServer()->sendto($c["address"], $c["port"], "echo " . $d->getUdpPackage());',
    'Actions/Value' => 'yield \Aha\sleep(0.001); return ["protocol" => $this->_objDispatcher->getProtocal()];',
    'Actions/Fail' => 'throw new \RuntimeException("secret");',
    'Actions/Later' => 'yield \Aha\sleep(0.001); throw new \RuntimeException("secret later");',
    'Actions/Denied' => 'throw new \Aha\HttpException(403, "not you");',
    'Actions/Bad' => 'return STDIN;',
];
const PACKAGES = ['{"cmd":""}', '{"cmd":"demo-server-tcp"}', '{"cmd":"value"}', '{"cmd":"fail"}', '{"cmd":"later"}', '{"cmd":"denied"}', '{"cmd":"bad"}', '{"cmd":"none"}',
    '{"cmd":"demo/server/tcp"}', '{"cmd":"a-b-c-d"}', '{"cmd":5}', '{}', '[]', '5', 'no json', '{"cmd":"value"'];
$folder = var_export(application(FILES), true);
$boot = "Aha\\Bootstrap::initLoader()->registerNamespace('App', $folder);
    \$server->on('workerStart', function (\$server) { Aha\\Bootstrap::getInstance('App')->setServer(\$server)->run()->getFilter()->registerPostDispatch(function (\$d, \$data) { echo 'post! ', \$d->getProtocol(), \"\\n\"; }); });";
$server = tcpServer($boot . '$server->on("receive", fn ($server, $fd, $from, $data) => Aha\Bootstrap::getInstance()->tcp($server, $fd, $from, $data));', "'open_eof_check' => true, 'package_eof' => \"\\r\\n\"");
$client = $server->connect();
foreach (PACKAGES as $package) {
    $client->send("$package\r\n");
    echo str_pad($package, 28), line($client), "\n";
}
var_dump($server->stop());
echo errors($server), "\n";

echo "UDP\n";
$server = udpServer($boot . '$server->on("packet", fn ($server, $data, $info) => Aha\Bootstrap::getInstance()->udp($server, $data, $info));');
$client = new Datagrams($server);
foreach (['{"cmd":""}', "{\"cmd\":\"demo-server-udp\"}\r\n", '{"cmd":"value"}', '{"cmd":"later"}', '{"cmd":"none"}', 'no json'] as $package) {
    echo str_pad(trim($package), 28), $client->ask($package), "\n";
}
var_dump($server->stop());
echo errors($server), "\n";
?>
--EXPECT--
{"cmd":""}                  index
{"cmd":"demo-server-tcp"}   echo {"cmd":"demo-server-tcp"}
{"cmd":"value"}             {"protocol":"tcp"}
{"cmd":"fail"}              [status] 500 Internal Server Error
{"cmd":"later"}             [status] 500 Internal Server Error
{"cmd":"denied"}            [status] 403 not you
{"cmd":"bad"}               [status] 500 Internal Server Error
{"cmd":"none"}              [status] 404 There is no action for "none"
{"cmd":"demo/server/tcp"}   [status] 404 The path or command has characters that none has
{"cmd":"a-b-c-d"}           [status] 404 The path or command has more than 3 parts
{"cmd":5}                   [status] 400 The package is not JSON with a "cmd"
{}                          [status] 400 The package is not JSON with a "cmd"
[]                          [status] 400 The package is not JSON with a "cmd"
5                           [status] 400 The package is not JSON with a "cmd"
no json                     [status] 400 The package is not JSON with a "cmd"
{"cmd":"value"              [status] 400 The package is not JSON with a "cmd"
int(0)

post! tcp
post! tcp
post! tcp
aha: unhandled error in a TCP request of the Mvc: RuntimeException: secret in App/Actions/Fail.php:7
post! tcp
aha: unhandled error in a TCP request of the Mvc: RuntimeException: secret later in App/Actions/Later.php:7
post! tcp
post! tcp
aha: unhandled error in a TCP request of the Mvc: Aha\StateException: The action returned a resource: return a string, an array, a JsonSerializable, or null in server.php:5
post! tcp
UDP
{"cmd":""}                  index
{"cmd":"demo-server-udp"}   echo {"cmd":"demo-server-udp"}
{"cmd":"value"}             {"protocol":"udp"}
{"cmd":"later"}             [status] 500 Internal Server Error
{"cmd":"none"}              [status] 404 There is no action for "none"
no json                     [status] 400 The package is not JSON with a "cmd"
int(0)

post! udp
post! udp
post! udp
aha: unhandled error in a UDP request of the Mvc: RuntimeException: secret later in App/Actions/Later.php:7
post! udp
