--TEST--
HTTP client in Aha's shape: setters, callback and yield, one envelope each
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\Http;
$server = new Server(MIRROR);
$url = "http://127.0.0.1:$server->port";
function envelope(array $e): void
{
    echo json_encode([$e['errno'], preg_replace(['/127\.0\.0\.1:\d+/', '/, waiting for .*/'], ['HOST', ''], $e['errmsg']), $e['requestId'], is_float($e['const']) && $e['const'] >= 0, $e['data']['header']['status'] ?? null, $e['data']['header']['desc'] ?? null, $e['data']['header']['protocol'] ?? null], JSON_UNESCAPED_SLASHES), "\n";
}
Aha\run(function () use ($url) {
    $client = new Http('GET', "$url/path?in=url", 5.0, 5.0);
    $e = yield $client->setRequestId('a')->setQuery(['q' => 'tea'])->setRequestHeaders(['X-One' => 'x'])->init();
    envelope($e);
    $seen = json_decode($e['data']['body'], true);
    echo json_encode([$seen['uri'], $seen['header']['x-one'], $e['data']['header']['content-type']], JSON_UNESCAPED_SLASHES), "\n";
    // Again with the same object.
    envelope(yield $client->setUrl("$url/status/404")->setRequestId(5));

    (new Http('POST', $url, 5))->setRequestId('post')->setRequestBody(['a' => '1 2'])->setOptions(['verify' => false])->setCallback(function (array $e) {
        envelope($e);
        $seen = json_decode($e['data']['body'], true);
        echo json_encode([$seen['method'], $seen['post'], $seen['type']], JSON_UNESCAPED_SLASHES), "\n";
    })->loop();
    yield Aha\sleep(0.1);
    $seen = json_decode((yield (new Http('PUT', $url, 5))->setRequestBody('raw text'))['data']['body'], true);
    echo json_encode([$seen['method'], $seen['raw']]), "\n";
    // Redirects are answers, as they are in Aha.
    echo "-- pool\n";
    envelope(yield Aha\Client\Pool::getHttpClient('GET', "$url/status/200", 200, 20, 20)->setRequestId('pooled'));
    Aha\Client\Pool::getHttpClient('GET', "$url/status/200", 200, 20, 20)->setRequestId('a')->setCallback('envelope')->loop();
    yield Aha\sleep(0.2);
    $slow = new Server('server(function () { yield Aha\sleep(0.5); return "x"; })->start();');
    $both = array_map(fn ($id) => Aha\Client\Pool::getHttpClient('GET', "http://127.0.0.1:$slow->port/", 1, 20, 20)->setRequestId($id)->future(), ['first', 'second']);
    [$first, $second] = yield $both;
    echo $first['errno'], ' ', $second['errno'], ' ', str_contains($second['errmsg'], 'is exhausted') ? 'exhausted' : $second['errmsg'], "\n";
    try {
        Aha\Client\Pool::getHttpClient('GET', $url, 0);
    } catch (Aha\ConfigException $e) {
        echo $e->getMessage(), "\n";
    }
    echo "-- errors\n";
    envelope(yield new Http('GET', 'http://127.0.0.1:1/', 5, 5));
    $peer = new Peer('request($socket); drain($socket);');
    envelope(yield (new Http('GET', $peer->url, 0.1, 5))->setRequestId('slow'));
    $peer->stop();
    $peer = new Peer('request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1");');
    envelope(yield new Http('GET', $peer->url, 5, 5));
    $peer->stop();
});
foreach (['gzip' => gzencode('text'), 'deflate' => gzdeflate('text'), 'compress' => gzcompress('text')] as $type => $data) {
    echo $type, ' ', Http::gzDecode($data, $type), ' ', json_encode(Http::gzDecode(substr($data, 0, -2), $type)), "\n";
}
var_dump(Http::gzDecode(''), Http::gzDecode('nonsense'));
class Mine extends Http
{
    public function fetch()
    {
        return (yield $this)['data']['body'];
    }
}
echo Aha\run(fn () => (new Mine('GET', "$url/status/200", 5))->fetch()), "\n";
?>
--EXPECT--
[0,"","a",true,"200","OK","HTTP/1.1"]
["/path?in=url&q=tea","x","application/json"]
[0,"",5,true,"404","Not Found","HTTP/1.1"]
[0,"","post",true,"200","OK","HTTP/1.1"]
["POST",{"a":"1 2"},"application/x-www-form-urlencoded"]
["PUT",8]
-- pool
[0,"","pooled",true,"200","OK","HTTP/1.1"]
[0,"","a",true,"200","OK","HTTP/1.1"]
0 1 exhausted
Aha\Client\Http: the pool size must be from 1 to 100000
-- errors
[1,"GET http://HOST/: connect to HOST: Connection refused",null,true,null,null,null]
[3,"GET http://HOST/: timed out after 100 ms","slow",true,null,null,null]
[4,"GET http://HOST/: connection closed with 9 bytes of the response body missing",null,true,null,null,null]
gzip text false
deflate text false
compress text false
bool(false)
bool(false)
status 200
