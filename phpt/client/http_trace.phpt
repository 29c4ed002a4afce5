--TEST--
HTTP client: the trace hook hears of each request's start and its one end
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\{Http, HttpClient};
$server = new Server(MIRROR);
$url = "http://127.0.0.1:$server->port";
$hook = function (string $event, array $call) use ($url) {
    $error = isset($call['error']) ? get_class($call['error']) : null;
    echo $event, ' ', str_replace($url, 'URL', json_encode([$call['name'], $call['method'], $call['url'], $call['status'] ?? null, $error, ($call['seconds'] ?? 0) >= 0, abs($call['time'] - microtime(true)) < 60], JSON_UNESCAPED_SLASHES)), "\n";
};
Aha\run(function () use ($url, $hook) {
    $client = new HttpClient(['on_trace' => $hook]);
    yield $client->get(str_replace('http://', 'http://user:secret@', $url) . '/status/200?token=secret');
    yield $client->get("$url/status/404");
    foreach ([['throw' => true], ['max_body' => 1]] as $options) {
        try {
            yield $client->get("$url/status/500", $options);
        } catch (Aha\Exception) {
        }
    }
    $cancelled = $client->get($url);
    $cancelled->cancel();
    yield Aha\sleep(0.001);
    $r = yield $client->get("$url/status/201", ['stream' => true]);
    echo "the head is here\n";
    yield $r->body()->readAll();
    yield Aha\sleep(0.01);
    $client->onTrace(null);
    yield $client->get($url);
    Http::onTrace(function ($event, $call) {
        yield Aha\sleep(0.001); // it may wait
        echo 'shared ', $event, "\n";
    });
    yield Http::get($url);
    yield Aha\sleep(0.05);
    Http::onTrace(function () { throw new LogicException('in the hook'); });
    ini_set('error_log', '/dev/null');
    echo (yield Http::get("$url/status/200"))->body, "\n"; // it harms nobody
});
?>
--EXPECT--
start ["GET URL/status/200","GET","URL/status/200?token=secret",null,null,true,true]
end ["GET URL/status/200","GET","URL/status/200?token=secret",200,null,true,true]
start ["GET URL/status/404","GET","URL/status/404",null,null,true,true]
end ["GET URL/status/404","GET","URL/status/404",404,null,true,true]
start ["GET URL/status/500","GET","URL/status/500",null,null,true,true]
error ["GET URL/status/500","GET","URL/status/500",500,"Aha\\Client\\ResponseException",true,true]
start ["GET URL/status/500","GET","URL/status/500",null,null,true,true]
error ["GET URL/status/500","GET","URL/status/500",500,"Aha\\ProtocolException",true,true]
start ["GET URL/","GET","URL/",null,null,true,true]
error ["GET URL/","GET","URL/",0,"Aha\\CancelledException",true,true]
start ["GET URL/status/201","GET","URL/status/201",null,null,true,true]
the head is here
end ["GET URL/status/201","GET","URL/status/201",201,null,true,true]
shared start
shared end
status 200
