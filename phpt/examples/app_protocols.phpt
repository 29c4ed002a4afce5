--TEST--
examples/app: commands by TCP and UDP, clients against its own endpoints, environments, reload
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('app/server.php');
$json = fn (string $path) => json_decode($example->get($path)->body, true);
preg_match('/TCP on port (\d+), by UDP on port (\d+)/', $example->output(), $ports);

function tcp(int $port, string $package): string
{
    $client = new Client("tcp://127.0.0.1:$port");
    $client->send("$package\r\n\r\n");
    $answer = readUntil($client, "\r\n\r\n");
    $client->close();
    return rtrim($answer);
}

function udp(int $port, string $packet): string
{
    $socket = stream_socket_client("udp://127.0.0.1:$port");
    stream_set_timeout($socket, (int) patience());
    fwrite($socket, $packet);
    return (string) fread($socket, 65536);
}

foreach (['tcp' => $ports[1], 'udp' => $ports[2]] as $protocol => $port) {
    echo "-- $protocol\n";
    foreach (['{"cmd":"command-repeat","text":"hello"}', '{"cmd":"no-such"}', '{"cmd":"command/repeat"}', '{}', 'no JSON'] as $package) {
        echo $protocol((int) $port, $package), "\n";
    }
    check(json_decode($protocol((int) $port, '{"cmd":"command-time"}'), true)['by'] === $protocol, "the time by $protocol");
    check(str_contains($protocol((int) $port, '{"cmd":"command-who"}'), '"127.0.0.1"'), "who asks by $protocol");
}
echo "-- http\n";
foreach (['/command/repeat?text=hello', '/command/who', '/client/http', '/client/https', '/client/tcp', '/client/udp', '/client/multi',
    '/callback/http', '/callback/tcp', '/callback/udp', '/callback/multi'] as $path) {
    echo $path, ' ', shown($example->get($path));
}
check($json('/command/time')['by'] === 'http', 'the time by http');

$before = $json('/monitor/stats')['generation'];
$example->signal(10); // SIGUSR1: reload
check(eventually(fn () => $json('/monitor/stats')['generation'] > $before), 'it reloads');
check($json('/command/repeat?text=after')['text'] === 'after', 'and serves');
check(tcp((int) $ports[1], '{"cmd":"command-repeat","text":"after"}') === '{"text":"after","by":"tcp"}', 'commands as well');
check(!preg_match('/Warning|Notice|Deprecated|Fatal/', $example->errors()), "no PHP warnings: {$example->errors()}");
var_dump($example->stop());

echo "-- product\n";
$example = new Example('app/server.php', arguments: ['--env', 'product']);
$config = json_decode($example->get('/basics/config')->body, true);
echo json_encode($config['merged']), ' ', $config['environment'], ' ', count(json_decode($example->get('/basics/log')->body, true)['app']), "\n";
var_dump($example->stop());
--EXPECT--
-- tcp
{"text":"hello","by":"tcp"}
-- udp
-- http
-- product
{"days":2,"countries":["DE","FR","PL"]} product 4
int(0)
