--TEST--
HTTP client: coroutines, fibers, callbacks, futures, plain scripts, and requests inside a server
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\Http;
$server = new Server(MIRROR);
$url = "http://127.0.0.1:$server->port";

// A script that knows nothing of loops.
echo Aha\await(Http::get("$url/status/200"))->body, "\n";

Aha\run(function () use ($url) {
    echo (yield Http::get("$url/status/201"))->body, "\n";
    [$a, $b] = yield [Http::get("$url/status/202"), Http::get("$url/status/203")];
    echo "$a->body, $b->body\n";
    Http::get("$url/status/206", [], function ($response, $error) {
        echo 'callback: ', $response->body, ' ', var_export($error, true), "\n";
    });
    yield Aha\sleep(0.2);
    Http::get('http://127.0.0.1:1/', [], function ($response, $error) {
        echo 'callback: ', var_export($response, true), ' ', get_class($error), "\n";
    });
    yield Aha\sleep(0.2);
    echo yield Http::get("$url/status/207")->then(fn ($response) => "then $response->body"), "\n";
});

Aha\run(function () use ($url) {
    yield Aha\fiber(function () use ($url) {
        echo 'fiber: ', Aha\await(Http::get("$url/status/208"))->body, "\n";
    });
});

// Many at once: more than the connections of a client.
Aha\run(function () use ($url) {
    $client = new Aha\Client\HttpClient(['pool_size' => 7]);
    $all = yield array_map(fn ($i) => $client->get("$url/status/200", ['query' => ['i' => $i]]), range(1, 100));
    $origin = $client->stats()['origins'][$url];
    echo count($all), ' ', array_sum(array_column($all, 'status')), ' ', json_encode([$origin['in_use'], $origin['idle'] <= 7, $origin['reuse_ratio'] > 0.9]), "\n";
});

// The request of a handler waits for another one, in a server.
$front = new Server(<<<PHP
    server(function (\$req) {
        \$answer = yield Aha\\Client\\Http::get('$url/status/200');
        return "front: \$answer->body";
    })->start();
    PHP);
echo $front->get('/');
var_dump($front->stop(), $front->log());
?>
--EXPECT--
status 200
status 201
status 202, status 203
callback: status 206 NULL
callback: NULL Aha\ConnectException
then status 207
fiber: status 208
100 20000 [0,true,true]
200 front: status 200
int(0)
string(0) ""
