--TEST--
RFC 9112 6: a body whose length is ambiguous is refused with 400 and close
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(fn ($req) => "$req->method " . json_encode($req->rawContent()))->start();
    PHP);
$cases = [
    'two lengths, different' => ["Content-Length: 3\r\nContent-Length: 4", 'abcd'],
    'two lengths, equal' => ["Content-Length: 3\r\nContent-Length: 3", 'abc'],
    'length is a list' => ["Content-Length: 3, 3", 'abc'],
    'negative length' => ["Content-Length: -3", 'abc'],
    'signed length' => ["Content-Length: +3", 'abc'],
    'hexadecimal length' => ["Content-Length: 0x3", 'abc'],
    'length with text' => ["Content-Length: 3 bytes", 'abc'],
    'length with a fraction' => ["Content-Length: 3.0", 'abc'],
    'empty length' => ["Content-Length:", 'abc'],
    'length overflows' => ["Content-Length: 18446744073709551619", 'abc'],
    'length with inner blank' => ["Content-Length: 3 0", 'abc'],
    'length and chunked' => ["Content-Length: 3\r\nTransfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n"],
    'chunked and length' => ["Transfer-Encoding: chunked\r\nContent-Length: 3", "3\r\nabc\r\n0\r\n\r\n"],
    'unknown coding' => ["Transfer-Encoding: gzip", 'abc'],
    'chunked is not last' => ["Transfer-Encoding: chunked, gzip", "3\r\nabc\r\n0\r\n\r\n"],
    'gzip, chunked' => ["Transfer-Encoding: gzip, chunked", "3\r\nabc\r\n0\r\n\r\n"],
    'chunked twice' => ["Transfer-Encoding: chunked, chunked", "3\r\nabc\r\n0\r\n\r\n"],
    'chunked in two fields' => ["Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n"],
    'identity' => ["Transfer-Encoding: identity", 'abc'],
    'xchunked' => ["Transfer-Encoding: xchunked", "3\r\nabc\r\n0\r\n\r\n"],
    'chunked with a parameter' => ["Transfer-Encoding: chunked;x=1", "3\r\nabc\r\n0\r\n\r\n"],
    'empty coding' => ["Transfer-Encoding:", "3\r\nabc\r\n0\r\n\r\n"],
    'vertical tab' => ["Transfer-Encoding: \x0bchunked", "3\r\nabc\r\n0\r\n\r\n"],
];
foreach ($cases as $name => [$fields, $body]) {
    $client = $server->connect();
    $client->send("POST / HTTP/1.1\r\nHost: a\r\n$fields\r\n\r\n$body" . request('/second'));
    $answer = $client->answer();
    echo str_pad($name, 28), $answer->status ?? 'nothing', ' ', $answer?->header('connection'), ' ',
        $client->isClosed() ? 'closed' : 'OPEN', "\n";
}
echo "HTTP/1.0 knows no chunked coding:\n";
$client = $server->connect();
$client->send("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
echo $client->answer()->status, ' ', $client->isClosed() ? 'closed' : 'OPEN', "\n";
echo "Allowed:\n";
echo $server->request("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 003\r\n\r\nabc");
echo $server->request("POST / HTTP/1.1\r\nHost: a\r\ncontent-length:3 \r\n\r\nabc");
echo $server->request("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n" . chunked('abc'));
echo $server->request("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
echo $server->request("POST / HTTP/1.1\r\nHost: a\r\n\r\n");
var_dump($server->stop());
?>
--EXPECT--
two lengths, different      400 close closed
two lengths, equal          400 close closed
length is a list            400 close closed
negative length             400 close closed
signed length               400 close closed
hexadecimal length          400 close closed
length with text            400 close closed
length with a fraction      400 close closed
empty length                400 close closed
length overflows            400 close closed
length with inner blank     400 close closed
length and chunked          400 close closed
chunked and length          400 close closed
unknown coding              400 close closed
chunked is not last         400 close closed
gzip, chunked               501 close closed
chunked twice               400 close closed
chunked in two fields       400 close closed
identity                    400 close closed
xchunked                    400 close closed
chunked with a parameter    400 close closed
empty coding                400 close closed
vertical tab                400 close closed
HTTP/1.0 knows no chunked coding:
400 closed
Allowed:
400 page: 400 Bad Request: invalid Content-Length
200 POST "abc"
200 POST "abc"
200 GET "abc"
200 POST ""
int(0)
