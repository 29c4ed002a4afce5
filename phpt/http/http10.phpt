--TEST--
HTTP/1.0: with and without keep-alive, a body without length ends with the connection
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/write') {
            $res->write('abc');
            return 'def';
        }
        return "$req->protocol " . ($req->header['host'] ?? 'no host');
    })->start();
    PHP);
function show(Client $client): void
{
    $answer = $client->answer();
    echo strtok($answer->head, "\r"), ' | ', $answer->body, ' | connection ', $answer->header('connection'),
        ' | length ', $answer->header('content-length'), ' | coding ', $answer->header('transfer-encoding'), "\n";
}
$client = $server->connect();
$client->send("GET / HTTP/1.0\r\n\r\n");
show($client);
var_dump($client->isClosed());
$client = $server->connect();
$client->send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\nHost: a\r\n\r\n");
show($client);
$client->send("GET / HTTP/1.0\r\nConnection: x, keep-alive\r\n\r\n");
show($client);
$client->send("GET /write HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
show($client);
var_dump($client->isClosed());
echo "HTTP/1.1:\n";
$client = $server->connect();
$client->send(request('/', ['Connection: keep-alive']));
show($client);
$client->send(request('/', ['Connection: CLOSE']));
show($client);
var_dump($client->isClosed());
$client = $server->connect();
$client->send(request('/', ['Connection: x', 'Connection: y, close']));
show($client);
var_dump($client->isClosed(), $server->stop());
?>
--EXPECT--
HTTP/1.1 200 OK | HTTP/1.0 no host | connection close | length 16 | coding -
bool(true)
HTTP/1.1 200 OK | HTTP/1.0 a | connection keep-alive | length 10 | coding -
HTTP/1.1 200 OK | HTTP/1.0 no host | connection keep-alive | length 16 | coding -
HTTP/1.1 200 OK | abcdef | connection close | length - | coding -
bool(true)
HTTP/1.1:
HTTP/1.1 200 OK | HTTP/1.1 test | connection - | length 13 | coding -
HTTP/1.1 200 OK | HTTP/1.1 test | connection close | length 13 | coding -
bool(true)
HTTP/1.1 200 OK | HTTP/1.1 test | connection close | length 13 | coding -
bool(true)
int(0)
