--TEST--
Client\Pool::stats(): the pools of all clients, with reuse ratio, holders and waiters
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\{Http, HttpClient, Pool, Tcp};
$server = new Server(<<<'PHP'
    server(function ($req) {
        if ($req->path === '/slow') {
            yield Aha\sleep(60);
        }
        return 'x';
    })->start();
    PHP);
$url = "http://127.0.0.1:$server->port";
Aha\run(function () use ($url, $server) {
    var_dump(Pool::stats());
    $client = new HttpClient(['pool_size' => 2]);
    yield $client->get($url);
    yield $client->get($url);
    yield Http::get($url); // the shared client has connections of its own
    $tcp = new Tcp('127.0.0.1', $server->port, ['open_eof_check' => false]);
    yield $tcp->request("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    $stats = Pool::stats();
    echo str_replace((string) $server->port, 'PORT', implode(', ', array_keys($stats))), "\n";
    echo implode(',', array_keys($stats[$url])), "\n";
    foreach ([$url, "$url #2"] as $name) {
        $p = $stats[$name];
        echo json_encode([$p['max'], $p['size'], $p['idle'], $p['in_use'], $p['requests'], $p['created'], $p['reused'], $p['reuse_ratio'], $p['holders'], $p['waiters']]), "\n";
    }
    $holders = [$client->get("$url/slow"), $client->get("$url/slow")]; $line = __LINE__;
    $waiter = $client->get($url);
    yield Aha\sleep(0.3); // until both are connected
    $p = Pool::stats()[$url];
    $places = fn (array $list) => array_map(fn ($row) => [(int) substr(strrchr($row['place'], ':'), 1) - $line, $row['age'] >= 0 && $row['age'] < 60], $list);
    echo json_encode([$p['in_use'], $p['waiting'], $places($p['holders']), $places($p['waiters'])]), "\n";
    echo json_encode($places($client->stats()['origins'][$url]['waiters']) === $places($p['waiters'])), "\n";
    array_map(fn ($future) => $future->cancel(), [...$holders, $waiter]);
    unset($holders, $waiter, $client);
    yield Aha\sleep(0.01);
    echo count(Pool::stats()), " left\n";
});
?>
--EXPECT--
array(0) {
}
tcp://127.0.0.1:PORT, http://127.0.0.1:PORT, http://127.0.0.1:PORT #2
max,size,idle,in_use,connecting,waiting,requests,created,reused,closed,connect_errors,reuse_ratio,holders,waiters
[2,1,1,0,2,1,1,0.5,[],[]]
[100,1,1,0,1,1,0,0,[],[]]
[2,1,[[0,true],[0,true]],[[1,true]]]
true
2 left
