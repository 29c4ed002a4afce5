--TEST--
HTTP client: connections are kept and used again; a full pool waits, and names its holders
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\{Http, HttpClient};
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/slow') {
            yield Aha\sleep((float) $req->get['s']);
        }
        if ($req->path === '/close') {
            $res->header('Connection', 'close');
        }
        return $req->server['remote_port'] . '';
    })->start();
    PHP);
$url = "http://127.0.0.1:$server->port";

Aha\run(function () use ($url) {
    $client = new HttpClient(['pool_size' => 2, 'pool_queue' => 1]);
    $ports = [];
    for ($i = 0; $i < 5; ++$i) {
        $r = yield $client->get($url);
        $ports[$r->body] = true;
    }
    $stats = $client->stats();
    $origin = $stats['origins'][$url];
    echo count($ports), ' connection, ', json_encode([$stats['requests'], $stats['failed'], $stats['active'], $stats['reuse_ratio'], $origin['idle'], $origin['in_use'], $origin['requests'], $origin['reused'], $r->reused]), "\n";
    // What the server closes is not kept.
    yield $client->get("$url/close");
    echo json_encode((yield $client->get($url))->reused), "\n";

    // Full: one waits, the next is refused at once.
    $a = $client->get("$url/slow?s=5", ['timeout' => 30]); $line = __LINE__;
    $b = $client->get("$url/slow?s=0.2", ['timeout' => 30]);
    $c = $client->get("$url/");
    try {
        yield $client->get("$url/");
    } catch (Aha\PoolException $e) {
        echo preg_replace(['/:\d{4,}/', '/[\d.]+ s\b/', '~/[^ ,:]*/~', '/http_pool\S*?:/'], [':PORT', 'N s', '', 'http_pool.php:'], $e->getMessage()), "\n";
    }
    $origin = $client->stats()['origins'][$url];
    echo json_encode([$origin['in_use'], $origin['waiting'], count($origin['holders']), str_ends_with($origin['holders'][0]['place'], ".php:$line"), $origin['holders'][0]['age'] >= 0]), "\n";
    echo strlen((yield $c)->body) > 0 ? "the one that waited was served\n" : '';
    yield $b;
    // A wait that is too long.
    $d = $client->get("$url/slow?s=5");
    try {
        yield $client->get("$url/", ['pool_wait_timeout' => 0.05]);
    } catch (Aha\PoolException $e) {
        echo get_class($e), ' ', $e->getCode(), "\n";
    }
    $a->cancel();
    $d->cancel();
    echo json_encode((yield $client->get($url))->status), "\n";
    $origin = $client->stats()['origins'][$url];
    echo json_encode([$origin['in_use'], $origin['waiting']]), "\n";

    $client->close();
    try {
        $client->get($url);
    } catch (Aha\StateException $e) {
        echo $e->getMessage(), "\n";
    }
    // Another client has other connections.
    echo json_encode((yield (new HttpClient())->get($url))->reused), "\n";
    echo json_encode((yield Http::get($url))->reused), json_encode((yield Http::get($url))->reused), json_encode(Http::stats()['requests']), "\n";
});
// Idle connections keep no script running, nor a server that stops.
echo "the script goes on\n";
?>
--EXPECT--
1 connection, [5,0,0,0.8,1,0,5,4,true]
false
GET http:127.0.0.1:PORT/: The pool "http:127.0.0.1:PORT" is exhausted: 1 of 2 in use, longest by http_pool.php:32 (N s); 1 is connecting; 2 wait
[1,2,1,true,true]
the one that waited was served
Aha\PoolException 1
200
[0,0]
The client is closed
false
falsetrue2
the script goes on
