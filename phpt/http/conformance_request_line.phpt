--TEST--
RFC 9112 3: a request line that is not exactly one is refused with 400 and the connection closed
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(fn ($req) => 'served')->start();
    PHP);
$cases = [
    'no version' => "GET /\r\n",
    'HTTP/0.9 style' => "GET /\r\n\r\n",
    'version 2.0' => "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
    'version 1.2' => "GET / HTTP/1.2\r\nHost: a\r\n\r\n",
    'lower-case version' => "GET / http/1.1\r\nHost: a\r\n\r\n",
    'version with a leading zero' => "GET / HTTP/01.1\r\nHost: a\r\n\r\n",
    'version cut' => "GET / HTTP/1.\r\nHost: a\r\n\r\n",
    'two spaces before the target' => "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
    'two spaces before the version' => "GET /  HTTP/1.1\r\nHost: a\r\n\r\n",
    'space in the target' => "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
    'trailing space' => "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
    'leading space' => " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    'tab as separator' => "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n",
    'bare LF ends the line' => "GET / HTTP/1.1\nHost: a\r\n\r\n",
    'bare CR in the target' => "GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n",
    'NUL in the target' => "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n",
    'control in the target' => "GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n",
    'DEL in the target' => "GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n",
    'target without a slash' => "GET path HTTP/1.1\r\nHost: a\r\n\r\n",
    'fragment in the target' => "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n",
    'asterisk with GET' => "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
    'method is no token' => "G@T / HTTP/1.1\r\nHost: a\r\n\r\n",
    'no method' => "/ HTTP/1.1\r\nHost: a\r\n\r\n",
    'binary' => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    'HTTP/2 preface' => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
];
foreach ($cases as $name => $bytes) {
    $client = $server->connect();
    $client->send($bytes . request('/second'));
    $answer = $client->answer();
    echo str_pad($name, 32), $answer->status ?? 'nothing', ' ', $answer?->header('connection'), ' ',
        $client->isClosed() ? 'closed' : 'OPEN', "\n";
}
echo "Lines before the request line are skipped:\n";
echo $server->request("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
echo $server->get('/', method: 'PROPFIND'), $server->get('/', method: 'M-SEARCH'), $server->get('/', method: 'NEW');
var_dump($server->stop(), $server->log());
?>
--EXPECT--
no version                      400 close closed
HTTP/0.9 style                  400 close closed
version 2.0                     505 close closed
version 1.2                     200 - OPEN
lower-case version              400 close closed
version with a leading zero     400 close closed
version cut                     400 close closed
two spaces before the target    400 close closed
two spaces before the version   400 close closed
space in the target             400 close closed
trailing space                  400 close closed
leading space                   400 close closed
tab as separator                400 close closed
bare LF ends the line           400 close closed
bare CR in the target           400 close closed
NUL in the target               400 close closed
control in the target           400 close closed
DEL in the target               400 close closed
target without a slash          400 close closed
fragment in the target          400 close closed
asterisk with GET               400 close closed
method is no token              400 close closed
no method                       400 close closed
binary                          400 close closed
HTTP/2 preface                  505 close closed
Lines before the request line are skipped:
200 served
200 served
200 served
501 page: 501 Not Implemented: method not implemented
int(0)
string(0) ""
