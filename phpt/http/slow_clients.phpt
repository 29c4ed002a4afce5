--TEST--
HTTP: silent and slow clients cost bounded memory and nobody else's time
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/large') {
            return (function () use ($res) {
                while (true) {
                    yield $res->write(str_repeat('x', 65536));
                }
            })();
        }
        return 'hello';
    }, ['http_compression' => false])->start();
    PHP);
$server->get('/');
$before = $server->memoryKiB();
$clients = [];
foreach ([
    '' => 50, "GET / HTTP/1.1\r\nHost: a\r\nX: " . str_repeat('x', 8000) => 50, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" . str_repeat('x', 8000) => 50,
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nff" => 50, request('/large') => 20,
] as $bytes => $count) {
    for ($i = 0; $i < $count; ++$i) {
        $clients[] = $client = $server->connect();
        $client->send($bytes);
    }
}
$good = 0;
$normal = $server->connect();
$begin = microtime(true);
for ($i = 0; $i < 500; ++$i) {
    $normal->send(request('/'));
    $good += $normal->answer()->body === 'hello';
}
echo "$good answered, in time ", json_encode(microtime(true) - $begin < patience(10)), "\n";
$grown = $server->memoryKiB() - $before;
echo 'memory: ', $grown < 60_000 || getenv('USE_ZEND_ALLOC') === '0' || getenv('AHA_SERVER_WRAPPER') ? 'bounded' : "$grown KiB", "\n";
unset($clients, $client);
var_dump($server->stop(), $server->log());
?>
--EXPECT--
500 answered, in time true
memory: bounded
int(0)
string(0) ""
