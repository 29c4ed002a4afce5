--TEST--
HTTP: Expect: 100-continue; an unknown expectation gets 417
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/stream/refuse') {
            $res->status(403);
            return 'no';
        }
        if ($req->path === '/stream/read') {
            return (function () use ($req) { return 'got ' . yield $req->body()->readAll(); })();
        }
        return 'got ' . $req->rawContent();
    }, ['stream_body' => ['/stream'], 'package_max_length' => 100])->start();
    PHP);
function expecting(Server $server, string $path, int $length, string $version = '1.1', string $expect = '100-continue', string $body = ''): Client
{
    $client = $server->connect();
    $client->send("POST $path HTTP/$version\r\nHost: a\r\nExpect: $expect\r\nContent-Length: $length\r\n\r\n$body");
    return $client;
}
echo "collected body:\n";
$client = expecting($server, '/', 3);
echo $client->answer();
$client->send('abc');
echo $client->answer();
$client->send(request('/again'));
echo $client->answer();
echo "streamed, read by the handler:\n";
$client = expecting($server, '/stream/read', 3);
echo $client->answer();
$client->send('abc');
echo $client->answer();
echo "streamed, refused: no 100, and the connection ends:\n";
$client = expecting($server, '/stream/refuse', 3);
echo $answer = $client->answer(), $answer->header('connection'), ' ', $client->isClosed() ? 'closed' : 'OPEN', "\n";
echo "too large: 413 without 100:\n";
$client = expecting($server, '/', 101);
echo $answer = $client->answer();
echo $client->isClosed() ? 'closed' : 'OPEN', "\n";
echo "the body comes along: no 100 needed:\n";
echo expecting($server, '/', 3, body: 'abc')->answer();
echo "HTTP/1.0 knows no 100:\n";
$client = expecting($server, '/', 3, '1.0');
$client->send('abc');
echo $client->answer();
echo "no body, no 100:\n";
echo expecting($server, '/', 0)->answer();
echo "case does not matter:\n";
echo expecting($server, '/', 3, expect: '100-Continue')->answer();
echo "unknown:\n";
$client = expecting($server, '/', 3, expect: 'miracle', body: 'abc');
echo $client->answer(), $client->isClosed() ? 'closed' : 'OPEN', "\n";
var_dump($server->stop());
?>
--EXPECT--
collected body:
100 
200 got abc
200 got 
streamed, read by the handler:
100 
200 got abc
streamed, refused: no 100, and the connection ends:
403 no
close closed
too large: 413 without 100:
413 page: 413 Content Too Large: 
closed
the body comes along: no 100 needed:
200 got abc
HTTP/1.0 knows no 100:
200 got abc
no body, no 100:
200 got 
case does not matter:
100 
unknown:
417 page: 417 Expectation Failed: expectation not supported
closed
int(0)
