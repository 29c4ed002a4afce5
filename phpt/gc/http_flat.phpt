--TEST--
HTTP: memory stays flat over 20000 requests of all kinds, descriptors too
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        switch ($req->path) {
            case '/state':
                gc_collect_cycles();
                return [memory_get_usage(), count(scandir('/proc/self/fd'))];
            case '/generator':
                return (function () { yield Aha\sleep(0); return 'x'; })();
            case '/children':
                return (function () { return yield [Aha\go(function () { yield; return 1; }), Aha\go(fn () => 2)]; })();
            case '/write':
                return (function () use ($res) { yield $res->write('a'); yield $res->write('b'); })();
            case '/error':
                throw new Aha\HttpException(400, 'bad');
            case '/callback':
                Aha\sleep(0, fn () => $res->end('x'));
                return;
            case '/json':
                return $req->json();
            case '/file':
                return $res->sendFile(__FILE__);
        }
        return ['get' => $req->get, 'cookie' => $req->cookie, 'post' => $req->post, 'server' => $req->server];
    })->start();
    PHP);
$batch = request('/?a[]=1&b=2', ['Cookie: a=b; c=d']) . request('/generator') . request('/children') . request('/write') . request('/error')
    . request('/callback') . request('/json', ['Content-Type: application/json'], 'POST', '{"a":[1,2,3]}')
    . request('/', ['Content-Type: application/x-www-form-urlencoded'], 'POST', 'a=1&b[x]=2')
    . request('/', ['Content-Type: multipart/form-data; boundary=X'], 'POST', "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nabc\r\n--X--\r\n")
    . request('/file');
$rounds = getenv('USE_ZEND_ALLOC') === '0' || getenv('AHA_SERVER_WRAPPER') ? 40 : 400;
$statuses = [];
$clients = array_map(fn () => $server->connect(), range(1, 5));
$points = [];
for ($i = 1; $i <= $rounds; ++$i) {
    foreach ($clients as $client) {
        $client->send($batch);
    }
    foreach ($clients as $client) {
        for ($j = 0; $j < 10; ++$j) {
            $status = $client->answer()->status;
            $statuses[$status] = ($statuses[$status] ?? 0) + 1;
        }
    }
    if ($i === (int) ($rounds / 2) || $i === $rounds) {
        $points[] = json_decode($server->get('/state')->body);
    }
}
foreach ($statuses as $status => $count) {
    echo $status, ' ', $count / $rounds, " a round\n";
}
[[$memory, $descriptors], [$later, $open]] = $points;
echo 'memory ', $later - $memory < 8192 ? 'flat' : 'grown by ' . ($later - $memory), ', descriptors ', $open - $descriptors, "\n";
// The same with connections that break off.
for ($i = 0; $i < 600; ++$i) {
    $client = $server->connect();
    $client->send($i % 3 ? request('/generator') . request('/callback') : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    $client->close();
    if ($i === 299) {
        $first = json_decode($server->get('/state')->body);
    }
}
eventually(function () use ($server, &$last, $first) {
    $last = json_decode($server->get('/state')->body);
    return $last[1] <= $first[1] + 1;
});
echo 'aborted: memory ', $last[0] - $first[0] < 8192 ? 'flat' : 'grown by ' . ($last[0] - $first[0]), ', descriptors ', json_encode($last[1] <= $first[1] + 1), "\n";
var_dump($server->stop(), $server->log());
?>
--EXPECT--
200 45 a round
400 5 a round
memory flat, descriptors 0
aborted: memory flat, descriptors true
int(0)
string(0) ""
