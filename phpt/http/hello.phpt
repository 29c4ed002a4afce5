--TEST--
HTTP: a request is answered, the connection is kept, SIGTERM ends with exit code 0
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        return "$req->method $req->path?" . http_build_query($req->get) . " $req->protocol";
    })->start();
    echo "ended\n";
    PHP);
$client = $server->connect();
for ($i = 1; $i <= 3; ++$i) {
    $client->send(request("/a/b?x=$i&y[]=2"));
    echo $answer = $client->answer();
}
ksort($answer->header);
unset($answer->header['date']);
print_r($answer->header);
var_dump($server->stop(), $server->log());
?>
--EXPECT--
200 GET /a/b?x=1&y%5B0%5D=2 HTTP/1.1
200 GET /a/b?x=2&y%5B0%5D=2 HTTP/1.1
200 GET /a/b?x=3&y%5B0%5D=2 HTTP/1.1
Array
(
    [content-length] => 32
    [content-type] => text/html; charset=utf-8
    [server] => Aha
)
int(0)
string(6) "ended
"
