--TEST--
HTTP: a client that has shut down its sending half still gets its answers
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/slow') {
            return (function () { yield Aha\sleep(0.3); return 'slow'; })();
        }
        return str_repeat('x', 3_000_000);
    }, ['http_compression' => false])->start();
    PHP);
$client = $server->connect();
$client->send(request('/slow', method: 'POST', body: 'abc'));
$client->closeWrite();
do { // interim answers are allowed: the server has to find out whether anybody is there
    $answer = $client->answer();
} while ($answer->status === 100);
echo $answer;
var_dump($client->isClosed());
echo "two pipelined:\n";
$client = $server->connect();
$client->send(request('/slow', method: 'POST', body: '') . request('/large'));
$client->closeWrite();
do {
    $answer = $client->answer();
} while ($answer->status === 100);
echo $answer;
echo strlen($client->answer()->body), "\n";
var_dump($client->isClosed());
echo "a body that is cut gets no answer from the handler:\n";
$client = $server->connect();
$client->send("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
$client->closeWrite();
var_dump($client->rest());
echo "a head that is cut:\n";
$client = $server->connect();
$client->send("GET / HTT");
$client->closeWrite();
var_dump($client->rest());
var_dump($server->stop(), $server->log());
?>
--EXPECT--
200 slow
bool(true)
two pipelined:
200 slow
3000000
bool(true)
a body that is cut gets no answer from the handler:
string(0) ""
a head that is cut:
string(0) ""
int(0)
string(0) ""
