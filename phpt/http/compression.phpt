--TEST--
HTTP: responses are compressed when the client accepts it and it is worth it
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $length = (int) ($req->get['n'] ?? 5000);
        if (isset($req->get['type'])) {
            $res->header('Content-Type', $req->get['type']);
        }
        switch ($req->path) {
            case '/stream':
                return (function () use ($res) {
                    for ($i = 0; $i < 3; ++$i) {
                        yield $res->write(str_repeat("piece $i ", 300));
                        yield Aha\sleep(0.02);
                    }
                })();
            case '/encoded':
                $res->header('Content-Encoding', 'identity');
                break;
            case '/length':
                $res->header('Content-Length', '5000');
                break;
            case '/vary':
                $res->header('Vary', 'Cookie');
                break;
            case '/error':
                $res->status(404);
                break;
            case '/json':
                return array_fill(0, 500, 'abcdef');
        }
        return str_repeat('x', $length);
    }, ['compression_min_length' => 1000])->start();
    PHP);
function show(Server $server, string $name, string $path, string ...$accept): Answer
{
    $answer = $server->get($path, array_map(fn ($value) => "Accept-Encoding: $value", $accept));
    $coding = $answer->header('content-encoding');
    $plain = $coding === 'gzip' ? gzdecode($answer->body) : $answer->body;
    echo str_pad($name, 24), $answer->status, ' ', $coding, ', vary ', str_replace("\n", ' + ', $answer->header('vary')), ', ', strlen($plain), ' bytes',
        $coding === 'gzip' && strlen($answer->body) < strlen($plain) / 5 ? ', small' : '', "\n";
    return $answer;
}
show($server, 'no Accept-Encoding', '/');
show($server, 'gzip', '/', 'gzip');
show($server, 'among others', '/', 'br, GZIP;q=0.5');
show($server, 'two fields', '/', 'br', 'gzip');
show($server, 'any', '/', '*');
show($server, 'refused by q', '/', 'gzip;q=0, *');
show($server, 'only br', '/', 'br');
show($server, '999 bytes', '/?n=999', 'gzip');
show($server, '1000 bytes', '/?n=1000', 'gzip');
show($server, 'image', '/?type=image/png', 'gzip');
show($server, 'JSON', '/json', 'gzip');
show($server, 'SVG', '/?type=image/svg%2Bxml', 'gzip');
show($server, 'coding set', '/encoded', 'gzip');
show($server, 'Vary set', '/vary', 'gzip');
show($server, '404', '/error', 'gzip');
show($server, 'streamed', '/stream', 'gzip');
show($server, 'streamed plain', '/stream');
show($server, 'event stream', '/stream?type=text/event-stream', 'gzip');
echo "each piece can be read when it was written:\n";
$client = $server->connect();
$client->send(request('/stream', ['Accept-Encoding: gzip']));
$raw = '';
while (!str_contains($raw, "\r\n\r\n")) {
    $raw .= $client->read(1);
}
$size = '';
while (!str_ends_with($size, "\r\n")) {
    $size .= $client->read(1);
}
$inflate = inflate_init(ZLIB_ENCODING_GZIP);
var_dump(inflate_add($inflate, $client->read(hexdec($size)), ZLIB_SYNC_FLUSH) === str_repeat('piece 0 ', 300));
echo "HEAD says what GET would:\n";
$client = $server->connect();
$client->send(request('/', ['Accept-Encoding: gzip'], 'HEAD'));
$answer = $client->answer(noBody: true);
echo $answer->status, ' ', $answer->header('vary'), ' ', $answer->header('content-length'), "\n";
var_dump($server->stop(), $server->log());
$server = new Server("server(fn () => str_repeat('x', 5000), ['http_compression' => false])->start();");
show($server, 'switched off', '/', 'gzip');
?>
--EXPECT--
no Accept-Encoding      200 -, vary Accept-Encoding, 5000 bytes
gzip                    200 gzip, vary Accept-Encoding, 5000 bytes, small
among others            200 gzip, vary Accept-Encoding, 5000 bytes, small
two fields              200 gzip, vary Accept-Encoding, 5000 bytes, small
any                     200 gzip, vary Accept-Encoding, 5000 bytes, small
refused by q            200 -, vary Accept-Encoding, 5000 bytes
only br                 200 -, vary Accept-Encoding, 5000 bytes
999 bytes               200 -, vary -, 999 bytes
1000 bytes              200 gzip, vary Accept-Encoding, 1000 bytes, small
image                   200 -, vary -, 5000 bytes
JSON                    200 gzip, vary Accept-Encoding, 4501 bytes, small
SVG                     200 gzip, vary Accept-Encoding, 5000 bytes, small
coding set              200 identity, vary -, 5000 bytes
Vary set                200 gzip, vary Cookie + Accept-Encoding, 5000 bytes, small
404                     404 gzip, vary Accept-Encoding, 5000 bytes, small
streamed                200 gzip, vary Accept-Encoding, 7200 bytes, small
streamed plain          200 -, vary Accept-Encoding, 7200 bytes
event stream            200 -, vary -, 7200 bytes
each piece can be read when it was written:
bool(true)
HEAD says what GET would:
200 Accept-Encoding 57
int(0)
string(0) ""
switched off            200 -, vary -, 5000 bytes
