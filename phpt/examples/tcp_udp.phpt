--TEST--
Examples: the TCP and UDP servers and their raw clients
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$tcp = new Example('14-tcp-server.php');
$udp = new Example('15-udp-server.php');
preg_match('~udp://127\.0\.0\.1:(\d+)/~', $udp->output(), $m);
echo shell_exec(escapeshellarg(PHP_BINARY) . ' -n ' . escapeshellarg(EXAMPLES . '/16-raw-clients.php') . " $tcp->port $m[1] 2>&1");
echo $udp->get('/');
$client = new Client("tcp://127.0.0.1:$tcp->port");
$client->send("{\"cmd\":\"demo-sleep\",\"seconds\":0.01}\r\n{broken\r\n{\"cmd\":\"demo-info\"}\r\n");
echo readUntil($client, "\r\n\r\n"), readUntil($client, "\r\n\r\n"), preg_replace('/\d+/', 'N', readUntil($client, "\r\n\r\n"));
var_dump($tcp->stop(), $udp->stop(), $tcp->errors(), $udp->errors());
?>
--EXPECT--
TCP: {"cmd":"demo-echo","text":"hello"}
TCP: [status] 404 no such command
UDP: {"cmd":"demo-echo","text":"hello"}
200 {"packets":1}
{"slept":true}

[status] 400 Syntax error

{"remote_ip":"N.N.N.N","remote_port":N,"server_port":N,"server_fd":N,"connect_time":N,"last_time":N,"bytes_in":N,"bytes_out":N,"packages":N,"send_queued_bytes":N,"uid":N,"encrypted":false}

int(0)
int(0)
string(0) ""
string(0) ""
