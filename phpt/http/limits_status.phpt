--TEST--
HTTP: limits of the request have their status: 414, 431, 413
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(fn ($req) => strlen($req->uri) . ' ' . count($req->header) . ' ' . strlen($req->rawContent()), [
        'http_uri_max_length' => 100, 'http_header_max_length' => 1000, 'http_header_max_count' => 10, 'package_max_length' => 50,
    ])->start();
    PHP);
function ask(Server $server, string $name, string $bytes): void
{
    $client = $server->connect();
    $client->send($bytes);
    $answer = $client->answer();
    echo str_pad($name, 30), rtrim((string) $answer), $answer->status === 200 ? '' : ($client->isClosed() ? ' closed' : ' OPEN'), "\n";
}
ask($server, 'URI of 100', request('/' . str_repeat('a', 99)));
ask($server, 'URI of 101', request('/' . str_repeat('a', 100)));
ask($server, 'URI without end', 'GET /' . str_repeat('a', 5000));
ask($server, 'fields of 1000', "GET / HTTP/1.1\r\nHost: a\r\nX: " . str_repeat('a', 1000 - 9 - 5 - 2) . "\r\n\r\n");
ask($server, 'fields of 1001', "GET / HTTP/1.1\r\nHost: a\r\nX: " . str_repeat('a', 1001 - 9 - 5) . "\r\n\r\n");
ask($server, 'field without end', "GET / HTTP/1.1\r\nHost: a\r\nX: " . str_repeat('a', 5000));
ask($server, '10 fields', request('/', array_map(fn ($i) => "X$i: 1", range(1, 9))));
ask($server, '11 fields', request('/', array_map(fn ($i) => "X$i: 1", range(1, 10))));
ask($server, 'body of 50', request('/', method: 'POST', body: str_repeat('a', 50)));
ask($server, 'body of 51', request('/', method: 'POST', body: str_repeat('a', 51)));
ask($server, 'body announced only', "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 51\r\n\r\n");
ask($server, 'chunked body of 50', "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" . chunked(str_repeat('a', 50)));
ask($server, 'chunked body of 51', "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" . chunked(str_repeat('a', 51)));
ask($server, 'a client that only sends', "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n" . str_repeat('a', 200000));
var_dump($server->stop(), $server->log());
?>
--EXPECT--
URI of 100                    200 100 1 0
URI of 101                    414 page: 414 URI Too Long: request target too long closed
URI without end               414 page: 414 URI Too Long: request target too long closed
fields of 1000                200 1 2 0
fields of 1001                431 page: 431 Request Header Fields Too Large: header section too large closed
field without end             431 page: 431 Request Header Fields Too Large: header section too large closed
10 fields                     200 1 10 0
11 fields                     431 page: 431 Request Header Fields Too Large: too many header fields closed
body of 50                    200 1 2 50
body of 51                    413 page: 413 Content Too Large: closed
body announced only           413 page: 413 Content Too Large: closed
chunked body of 50            200 1 2 50
chunked body of 51            413 page: 413 Content Too Large: request body too large closed
a client that only sends      413 page: 413 Content Too Large: closed
int(0)
string(0) ""
