--TEST--
HTTP client: what responses look like, in every framing
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\Http;
$server = new Server(MIRROR);
$url = "http://127.0.0.1:$server->port";
$peer = new Peer(<<<'PHP'
    while (preg_match('~^\w+ /(\w+)~', request($socket), $match)) {
        fwrite($socket, match ($match[1]) {
            'chunked' => "HTTP/1.1 200 Fine\r\nTransfer-Encoding: Chunked\r\nTrailer: X-End\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-End: 5\r\nx-end: 6\r\n\r\n",
            'repeated' => answer('x', 'X-A: 1', 'x-a: 2', 'Set-Cookie: a=1', 'Set-Cookie: b=2', '5: number'),
            'early' => "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" . answer('after 103'),
            'gzip' => answer(gzencode('unpacked'), 'Content-Encoding: gzip'),
            'deflate' => answer(gzcompress('unpacked'), 'Content-Encoding: deflate'),
            'raw' => answer(gzdeflate('unpacked'), 'Content-Encoding: deflate'),
            'json' => answer('{"a":{"b":1}}'),
            'close' => "HTTP/1.0 200 OK\r\n\r\nuntil the end",
            'bare' => "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
        });
        if ($match[1] === 'close') {
            return;
        }
    }
    PHP);
Aha\run(function () use ($url, $peer) {
    foreach ([200, 204, 304, 404, 503] as $status) {
        $r = yield Http::get("$url/status/$status");
        echo $r->status, ' ', $r->reason, ' ', json_encode([$r->body, $r->isOk(), $r->protocol, $r->reused, $r->url === "$url/status/$status"]), "\n";
    }
    foreach (['chunked', 'repeated', 'early', 'gzip', 'deflate', 'raw', 'bare', 'close'] as $path) {
        $r = yield Http::get($peer->url . $path);
        echo "$path: ", json_encode([$r->reason, $r->body, $r->protocol, $r->reused]), "\n";
        if ($path === 'chunked') {
            echo json_encode([yield $r->body()->readAll(), $r->body()->trailers()]), "\n";
        } elseif ($path === 'repeated') {
            echo json_encode([$r->header, $r->headers()]), "\n";
        }
    }
    $r = yield Http::get($peer->url . 'gzip', ['decode' => false]);
    echo bin2hex(substr($r->body, 0, 2)), ' ', $r->header['content-encoding'], "\n";
    $r = yield Http::get($peer->url . 'json');
    echo json_encode([$r->json(), get_class($r->json(false)), $r->json()['a']['b']]), "\n";
    try {
        $r->json(depth: 1);
    } catch (JsonException $e) {
        echo $e->getMessage(), "\n";
    }
    echo implode(' ', array_keys($r->timing)), ' ', $r->timing['total'] >= $r->timing['first_byte'] ? 'ordered' : 'wrong', "\n";
    echo preg_replace('/\d+$/', 'PORT', $r->address), "\n";
    // Status 4xx throws when it is asked to.
    try {
        yield Http::get("$url/status/404", ['throw' => true]);
    } catch (Aha\Client\ResponseException $e) {
        echo str_replace($url, 'URL', $e->getMessage()), ' ', $e->getCode(), ' ', $e->getResponse()->body, "\n";
    }
    try {
        (yield Http::get("$url/status/500"))->throw();
    } catch (Aha\Client\ResponseException $e) {
        echo $e->getCode(), "\n";
    }
    echo (yield Http::get("$url/status/200", ['throw' => true]))->throw()->status, "\n";
    try {
        $r->status = 5;
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
});
?>
--EXPECT--
200 OK ["status 200",true,"HTTP\/1.1",false,true]
204 No Content ["",true,"HTTP\/1.1",true,true]
304 Not Modified ["",false,"HTTP\/1.1",true,true]
404 Not Found ["status 404",false,"HTTP\/1.1",true,true]
503 Service Unavailable ["status 503",false,"HTTP\/1.1",true,true]
chunked: ["Fine","abcde","HTTP\/1.1",false]
["abcde",{"x-end":"5, 6"}]
repeated: ["OK","x","HTTP\/1.1",true]
[{"content-length":"1","x-a":"1, 2","set-cookie":"b=2","5":"number"},{"content-length":["1"],"x-a":["1","2"],"set-cookie":["a=1","b=2"],"5":["number"]}]
early: ["OK","after 103","HTTP\/1.1",true]
gzip: ["OK","unpacked","HTTP\/1.1",true]
deflate: ["OK","unpacked","HTTP\/1.1",true]
raw: ["OK","unpacked","HTTP\/1.1",true]
bare: ["","","HTTP\/1.1",true]
close: ["OK","until the end","HTTP\/1.0",true]
1f8b gzip
[{"a":{"b":1}},"stdClass",1]
Maximum stack depth exceeded
wait dns connect proxy tls first_byte total ordered
127.0.0.1:PORT
GET URL/status/404: 404 Not Found 404 status 404
500
200
Cannot modify readonly property Aha\Client\Response::$status
