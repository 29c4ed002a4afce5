--TEST--
RFC 9112 5: header fields that could be read two ways are refused with 400 and close
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(fn ($req) => json_encode($req->header))->start();
    PHP);
$cases = [
    'no Host' => "GET / HTTP/1.1\r\n\r\n",
    'two Hosts' => "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    'Host is a list' => "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
    'Host with a path' => "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    'Host with user info' => "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
    'Host with a bad port' => "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n",
    'empty Host' => "GET / HTTP/1.1\r\nHost:\r\n\r\n",
    'blank before the colon' => "GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n",
    'tab before the colon' => "GET / HTTP/1.1\r\nHost: a\r\nX\t: 1\r\n\r\n",
    'blank before the name' => "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
    'obs-fold' => "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
    'obs-fold by tab' => "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\t2\r\n\r\n",
    'no colon' => "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
    'empty name' => "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n",
    'name is no token' => "GET / HTTP/1.1\r\nHost: a\r\nX[]: 1\r\n\r\n",
    'name not ASCII' => "GET / HTTP/1.1\r\nHost: a\r\nX\xe9: 1\r\n\r\n",
    'NUL in a value' => "GET / HTTP/1.1\r\nHost: a\r\nX: 1\0\r\n\r\n",
    'control in a value' => "GET / HTTP/1.1\r\nHost: a\r\nX: 1\x01\r\n\r\n",
    'DEL in a value' => "GET / HTTP/1.1\r\nHost: a\r\nX: 1\x7f\r\n\r\n",
    'bare CR in a value' => "GET / HTTP/1.1\r\nHost: a\r\nX: 1\rY: 2\r\n\r\n",
    'bare LF after a value' => "GET / HTTP/1.1\r\nHost: a\r\nX: 1\nY: 2\r\n\r\n",
    'bare LF ends the head' => "GET / HTTP/1.1\r\nHost: a\r\n\n",
    'CR CR LF' => "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n",
];
foreach ($cases as $name => $bytes) {
    $client = $server->connect();
    $client->send($bytes . request('/second'));
    $answer = $client->answer();
    echo str_pad($name, 32), $answer->status ?? 'nothing', ' ', $answer?->header('connection'), ' ',
        $client->isClosed() ? 'closed' : 'OPEN', "\n";
}
echo "Allowed:\n";
foreach (['Host: [::1]:80', 'Host: a:', "HOST:a", "host: \t a \t ", 'Host: a_b.example:8080'] as $host) {
    echo $server->request("GET / HTTP/1.1\r\n$host\r\nX: caf\xc3\xa9\r\nA: 1\r\na: 2\r\nEmpty:\r\n\r\n");
}
var_dump($server->stop());
?>
--EXPECT--
no Host                         400 close closed
two Hosts                       400 close closed
Host is a list                  400 close closed
Host with a path                400 close closed
Host with user info             400 close closed
Host with a bad port            400 close closed
empty Host                      400 close closed
blank before the colon          400 close closed
tab before the colon            400 close closed
blank before the name           400 close closed
obs-fold                        400 close closed
obs-fold by tab                 400 close closed
no colon                        400 close closed
empty name                      400 close closed
name is no token                400 close closed
name not ASCII                  400 close closed
NUL in a value                  400 close closed
control in a value              400 close closed
DEL in a value                  400 close closed
bare CR in a value              400 close closed
bare LF after a value           400 close closed
bare LF ends the head           400 close closed
CR CR LF                        400 close closed
Allowed:
200 {"host":"[::1]:80","x":"caf\u00e9","a":"1, 2","empty":""}
200 {"host":"a:","x":"caf\u00e9","a":"1, 2","empty":""}
200 {"host":"a","x":"caf\u00e9","a":"1, 2","empty":""}
200 {"host":"a","x":"caf\u00e9","a":"1, 2","empty":""}
200 {"host":"a_b.example:8080","x":"caf\u00e9","a":"1, 2","empty":""}
int(0)
