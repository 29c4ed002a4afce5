--TEST--
HTTP: pipelined requests are answered in order, asynchronous ones too; nothing behind a body is lost
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        switch ($req->path) {
            case '/slow':
                return (function () { yield Aha\sleep(0.1); return 'slow'; })();
            case '/write':
                return (function () use ($res) {
                    foreach ([1, 2, 3] as $i) {
                        yield $res->write("piece $i ");
                        yield Aha\sleep(0.01);
                    }
                })();
            case '/callback':
                Aha\sleep(0.02, fn () => $res->end('from a callback'));
                return;
        }
        return "$req->path " . $req->rawContent();
    })->start();
    PHP);
$client = $server->connect();
$client->send(request('/slow') . request('/1') . request('/write') . request('/2') . request('/callback')
    . request('/3', method: 'POST', body: 'body') . request('/4')
    . "POST /5 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" . chunked('chu', 'nked') . request('/6')
    . request('/7', method: 'HEAD') . request('/8'));
for ($i = 0; $i < 10; ++$i) {
    echo $client->answer();
    if ($i === 8) {
        echo $client->answer(noBody: true);
    }
}
echo "100 of them in one write:\n";
$client->send(implode(array_map(fn ($i) => request("/$i"), range(1, 100))));
$wrong = 0;
for ($i = 1; $i <= 100; ++$i) {
    $wrong += $client->answer()->body !== "/$i ";
}
var_dump($wrong);
echo "the last says close:\n";
$client->send(request('/a') . request('/b', ['Connection: close']) . request('/never'));
echo $client->answer(), $client->answer();
var_dump($client->isClosed());
echo "an error ends it after the answers before:\n";
$client = $server->connect();
$client->send(request('/slow') . request('/1') . "GET / HTTP/1.1\r\nBad\r\n\r\n" . request('/never'));
echo $client->answer(), $client->answer(), $client->answer()->status, "\n";
var_dump($client->isClosed(), $server->stop(), $server->log());
?>
--EXPECT--
200 slow
200 /1 
200 piece 1 piece 2 piece 3 
200 /2 
200 from a callback
200 /3 body
200 /4 
200 /5 chunked
200 /6 
200 
200 /8 
100 of them in one write:
int(0)
the last says close:
200 /a 
200 /b 
bool(true)
an error ends it after the answers before:
200 slow
200 /1 
400
bool(true)
int(0)
string(0) ""
