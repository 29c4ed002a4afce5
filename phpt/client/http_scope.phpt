--TEST--
HTTP client: deadlines, cancellation, clients that leave; ids and traces go on to sub-requests
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\Http;
$back = new Server(<<<'PHP'
    server(function ($req) {
        if ($req->path === '/wait') {
            try {
                yield Aha\sleep(60);
            } finally {
                echo "aborted {$req->get['n']}\n";
            }
        }
        return ['id' => $req->header['x-request-id'] ?? null, 'parent' => $req->header['traceparent'] ?? null, 'state' => $req->header['tracestate'] ?? null];
    })->start();
    PHP);
$url = "http://127.0.0.1:$back->port";

echo "-- in a script\n";
Aha\run(function () use ($url, $back) {
    $future = Http::get("$url/wait?n=1");
    yield Aha\sleep(0.05);
    $future->cancel();
    try {
        yield $future;
    } catch (Aha\CancelledException $e) {
        echo $e->getMessage(), "\n";
    }
    var_dump($back->logs('aborted 1'));
    try {
        yield Aha\timeout(0.5, Http::get("$url/wait?n=2"));
    } catch (Aha\TimeoutException $e) {
        echo $e->getMessage(), "\n";
    }
    var_dump($back->logs('aborted 2'));
    $task = Aha\go(function () use ($url) { yield Http::get("$url/wait?n=3"); });
    yield Aha\sleep(0.05);
    $task->cancel();
    try {
        yield $task;
    } catch (Aha\CancelledException $e) {
        echo get_class($e), "\n";
    }
    var_dump($back->logs('aborted 3'));
});

echo "-- in a server\n";
$front = new Server(<<<PHP
    server(function (\$req) {
        switch (\$req->path) {
            case '/deadline':
                try {
                    return (yield Aha\\Client\\Http::get('$url/wait?n=4', ['timeout' => 60]))->body;
                } catch (Aha\\DeadlineException \$e) {
                    echo "deadline\\n";
                    throw \$e;
                }
            case '/gone':
                return (yield Aha\\Client\\Http::get('$url/wait?n=5'))->body;
            case '/off':
                return (yield Aha\\Client\\Http::get('$url/', ['propagate' => false]))->body;
            case '/own':
                return (yield Aha\\Client\\Http::get('$url/', ['headers' => ['x-request-id' => 'mine', 'TraceParent' => 'own']]))->body;
            case '/child':
                return yield Aha\\go(function () { return (yield Aha\\Client\\Http::get('$url/'))->body; });
        }
        return (yield Aha\\Client\\Http::get('$url/'))->body;
    }, ['request_timeout' => 0.3])->start();
    PHP);
echo $front->get('/deadline')->status, "\n";
var_dump($front->logs('deadline'), $back->logs('aborted 4'));
$client = $front->connect();
$client->send(request('/gone'));
usleep(50000);
$client->close();
var_dump($back->logs('aborted 5'));

echo "-- ids\n";
$trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
$header = ['X-Request-Id: outer-1', "traceparent: $trace", 'tracestate: a=b', 'tracestate: c=d'];
foreach (['/', '/child', '/off', '/own'] as $path) {
    $seen = json_decode($front->get($path, $header)->body, true);
    if ($seen['parent'] !== null && $seen['parent'] !== 'own') {
        $seen['parent'] = preg_match('/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/', $seen['parent']) ? 'a new parent of the same trace' : "wrong: $seen[parent]";
    }
    echo $path, ' ', json_encode($seen), "\n";
}
foreach (['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more', '00-00000000000000000000000000000000-00f067aa0ba902b7-01', '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01', 'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'nonsense'] as $bad) {
    echo json_encode(json_decode($front->get('/', ["traceparent: $bad", 'tracestate: a=b'])->body, true)['parent']), "\n";
}
echo json_encode(substr(json_decode($front->get('/', ['traceparent: 01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03-more'])->body, true)['parent'], -2)), "\n";
echo preg_match('/^[0-9a-f]{8}-\d+$/', json_decode($front->get('/')->body, true)['id']), "\n";
var_dump($front->stop(), $back->stop());
?>
--EXPECT--
-- in a script
The operation was cancelled
bool(true)
The operation took longer than 0.5 s
bool(true)
Aha\CancelledException
bool(true)
-- in a server
504
bool(true)
bool(true)
bool(true)
-- ids
/ {"id":"outer-1","parent":"a new parent of the same trace","state":"a=b, c=d"}
/child {"id":"outer-1","parent":"a new parent of the same trace","state":"a=b, c=d"}
/off {"id":null,"parent":null,"state":null}
/own {"id":"mine","parent":"own","state":null}
null
null
null
null
null
"01"
1
int(0)
int(0)
