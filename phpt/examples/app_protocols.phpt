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
[status] 404 There is no action for "no-such"
[status] 404 The path or command has characters that none has
[status] 400 The package is not JSON with a "cmd"
[status] 400 The package is not JSON with a "cmd"
-- udp
{"text":"hello","by":"udp"}
[status] 404 There is no action for "no-such"
[status] 404 The path or command has characters that none has
[status] 400 The package is not JSON with a "cmd"
[status] 400 The package is not JSON with a "cmd"
-- http
/command/repeat?text=hello 200 {"text":"hello","by":"http"}
/command/who 200 {"address":"127.0.0.1"}
/client/http 200 {"status":200,"query":{"colour":"teal"},"repeat":{"text":"hello","by":"http"}}
/client/https 200 {"errno":0,"requestId":"secure","body":"Hello, TLS!\n"}
/client/tcp 200 {"errno":0,"answer":{"text":"hello","by":"tcp"}}
/client/udp 200 {"errno":0,"answer":{"text":"hello","by":"udp"}}
/client/multi 200 {"http":{"errno":0,"ok":true},"tcp":{"errno":0,"ok":true},"udp":{"errno":0,"ok":true},"nobody":{"errno":1,"ok":false}}
/callback/http 200 {"errno":0,"answer":{"text":"hello","by":"http"}}
/callback/tcp 200 {"errno":0,"answer":{"text":"hello","by":"tcp"}}
/callback/udp 200 {"errno":0,"answer":{"text":"hello","by":"udp"}}
/callback/multi 200 {"http":{"errno":0,"ok":true},"tcp":{"errno":0,"ok":true},"udp":{"errno":0,"ok":true},"nobody":{"errno":1,"ok":false}}
int(0)
-- product
{"days":2,"countries":["DE","FR","PL"]} product 4
int(0)
