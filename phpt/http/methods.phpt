--TEST--
HTTP: HEAD has no body, OPTIONS *, absolute-form wins over Host, CONNECT and TRACE
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/write') {
            $res->header('Content-Length', '6');
            $res->write('abc');
            return 'def';
        }
        if ($req->path === '/chunks') {
            $res->write('abc');
            return 'def';
        }
        if ($req->path === '/own') {
            $res->header('Content-Length', '1234');
            return;
        }
        return "$req->method uri=$req->uri path=$req->path host=" . $req->header['host'];
    })->start();
    PHP);
$client = $server->connect();
foreach (['/', '/write', '/chunks', '/own'] as $path) {
    $client->send(request($path, method: 'HEAD'));
    $answer = $client->answer(noBody: true);
    echo "$answer->status length ", $answer->header('content-length'), ' coding ', $answer->header('transfer-encoding'), "\n";
}
$client->send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
echo $client->answer();
$client->send("GET http://other:81/p?q=1 HTTP/1.1\r\nHost: a\r\n\r\n");
echo $client->answer();
$client->send("GET http://other HTTP/1.1\r\nHost: a\r\n\r\n");
echo $client->answer();
$client->send(request('/x', method: 'DELETE') . request('/x', method: 'PATCH', body: 'b') . request('/x', method: 'PUT', body: 'b'));
echo $client->answer(), $client->answer(), $client->answer();
$client->send(request('/', method: 'TRACE'));
echo $client->answer();
$client->send("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n");
echo $client->answer();
echo $client->isClosed() ? "closed\n" : "open\n";
foreach (["http://", "http:///p", "ftp://a/b", "http://a b/", "http://a:x/", "//a/b"] as $target) {
    echo str_pad($target, 12), $server->request("GET $target HTTP/1.1\r\nHost: a\r\n\r\n");
}
var_dump($server->stop(), $server->log());
?>
--EXPECT--
200 length 27 coding -
200 length 6 coding -
200 length - coding chunked
200 length 1234 coding -
200 OPTIONS uri=* path=* host=a
200 GET uri=http://other:81/p?q=1 path=/p host=other:81
200 GET uri=http://other path=/ host=other
200 DELETE uri=/x path=/x host=test
200 PATCH uri=/x path=/x host=test
200 PUT uri=/x path=/x host=test
200 TRACE uri=/ path=/ host=test
501 page: 501 Not Implemented: CONNECT is not supported
closed
http://     400 page: 400 Bad Request: invalid authority in the request target
http:///p   400 page: 400 Bad Request: invalid authority in the request target
ftp://a/b   400 page: 400 Bad Request: malformed request target
http://a b/ 400 page: 400 Bad Request: malformed HTTP version
http://a:x/ 400 page: 400 Bad Request: invalid authority in the request target
//a/b       200 GET uri=//a/b path=//a/b host=a
int(0)
string(0) ""
