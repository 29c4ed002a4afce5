--TEST--
RFC 9110, 9112: what every response keeps to
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        switch ($req->path) {
            case '/204':
                $res->status(204)->header('Content-Length', '5');
                return 'body';
            case '/304':
                $res->status(304)->header('ETag', '"x"');
                return 'body';
            case '/chunked':
                $res->write('a');
                return 'b';
            case '/304/chunked':
                $res->status(304);
                $res->write('a');
                return 'b';
            case '/error':
                throw new Aha\HttpException(403);
        }
        return 'body';
    }, ['server_name' => ''])->start();
    PHP);
$client = $server->connect();
foreach (['/', '/204', '/304', '/chunked', '/304/chunked', '/error'] as $path) {
    foreach (['GET', 'HEAD'] as $method) {
        $client->send(request($path, method: $method));
        $answer = $client->answer($method === 'HEAD');
        unset($answer->header['date']);
        ksort($answer->header);
        echo str_pad("$method $path", 20), $answer->status, ' ', json_encode($answer->header, JSON_UNESCAPED_SLASHES), ' ', strlen($answer->body), "\n";
    }
}
$client->send(request('/'));
echo $client->answer();
echo "HTTP/1.0 gets no chunks, no interim answers and its own keep-alive:\n";
$client = $server->connect();
$client->send("GET /chunked HTTP/1.0\r\nExpect: 100-continue\r\n\r\n");
echo str_replace("\r", '', preg_replace('/Date: .*\r\n/', '', $client->rest())), "\n";
echo "A refused request gets Date, a length and close:\n";
$client = $server->connect();
$client->send("GET / HTTP/1.1\r\n\r\n");
$answer = $client->answer();
echo $answer->status, ' ', json_encode(isset($answer->header['date'])), ' ', json_encode($answer->header('content-length') == strlen($answer->body)), ' ', $answer->header('connection'), "\n";
var_dump($server->stop());
?>
--EXPECT--
GET /               200 {"content-length":"4","content-type":"text/html; charset=utf-8"} 4
HEAD /              200 {"content-length":"4","content-type":"text/html; charset=utf-8"} 0
GET /204            204 {"content-type":"text/html; charset=utf-8"} 0
HEAD /204           204 {"content-type":"text/html; charset=utf-8"} 0
GET /304            304 {"content-type":"text/html; charset=utf-8","etag":"\"x\""} 0
HEAD /304           304 {"content-type":"text/html; charset=utf-8","etag":"\"x\""} 0
GET /chunked        200 {"content-type":"text/html; charset=utf-8","transfer-encoding":"chunked","vary":"Accept-Encoding"} 2
HEAD /chunked       200 {"content-type":"text/html; charset=utf-8","transfer-encoding":"chunked","vary":"Accept-Encoding"} 0
GET /304/chunked    304 {"content-type":"text/html; charset=utf-8"} 0
HEAD /304/chunked   304 {"content-type":"text/html; charset=utf-8"} 0
GET /error          403 {"content-length":"558","content-type":"text/html; charset=utf-8"} 558
HEAD /error         403 {"content-length":"558","content-type":"text/html; charset=utf-8"} 0
200 body
HTTP/1.0 gets no chunks, no interim answers and its own keep-alive:
HTTP/1.1 200 OK
Vary: Accept-Encoding
Content-Type: text/html; charset=utf-8
Connection: close

ab
A refused request gets Date, a length and close:
400 true true close
int(0)
