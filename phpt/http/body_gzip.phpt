--TEST--
HTTP: compressed request bodies are decoded; bombs get 413, unknown codings 415
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(fn ($req) => ['raw' => substr($req->rawContent(), 0, 20), 'length' => strlen($req->rawContent()), 'post' => count($req->post)],
        ['package_max_length' => 100_000, 'http_inflate_ratio' => 100, 'json_errors' => true])->start();
    PHP);
function post(Server $server, string $name, string $coding, string $body): void
{
    echo str_pad($name, 22), $server->get('/', ["Content-Encoding: $coding", 'Content-Type: application/x-www-form-urlencoded'], 'POST', $body);
}
post($server, 'gzip', 'gzip', gzencode('a=1&b=2'));
post($server, 'x-gzip', 'X-GZIP', gzencode('a=1&b=2'));
post($server, 'deflate', 'deflate', gzcompress('a=1&b=2'));
post($server, 'identity', 'identity', 'a=1&b=2');
post($server, 'br', 'br', 'a=1');
post($server, 'gzip twice', 'gzip, gzip', gzencode(gzencode('a=1')));
post($server, 'not gzip', 'gzip', 'a=1&b=2');
post($server, 'cut', 'gzip', substr(gzencode('a=1&b=2'), 0, -4));
post($server, 'wrong checksum', 'gzip', substr(gzencode('a=1&b=2'), 0, -8) . 'abcd' . pack('V', 7));
post($server, 'garbage behind', 'gzip', gzencode('a=1') . 'garbage');
$text = '';
for ($i = 0; strlen($text) < 100_000; ++$i) {
    $text .= md5("$i") . ' ';
}
post($server, 'text of 100000', 'gzip', gzencode(substr($text, 0, 100_000)));
post($server, 'text of 100001', 'gzip', gzencode(substr($text . 'x', 0, 100_001)));
post($server, 'bomb of 90 kB', 'gzip', gzencode(str_repeat('a', 90_000), 9));
$before = $server->memoryKiB('VmHWM');
post($server, 'bomb of 50 MB', 'gzip', gzencode(str_repeat('a', 50_000_000), 9));
var_dump($server->memoryKiB('VmHWM') < $before + 20_000);
echo $server->get('/', ['Content-Encoding: gzip']);
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
gzip                  200 {"raw":"a=1&b=2","length":7,"post":2}
x-gzip                200 {"raw":"a=1&b=2","length":7,"post":2}
deflate               200 {"raw":"a=1&b=2","length":7,"post":2}
identity              200 {"raw":"a=1&b=2","length":7,"post":2}
br                    415 {"error":{"status":415,"message":"This content coding is not supported"}}
gzip twice            415 {"error":{"status":415,"message":"This content coding is not supported"}}
not gzip              400 {"error":{"status":400,"message":"malformed compressed data"}}
cut                   400 {"error":{"status":400,"message":"The compressed body ends too early"}}
wrong checksum        400 {"error":{"status":400,"message":"malformed compressed data"}}
garbage behind        400 {"error":{"status":400,"message":"malformed compressed data"}}
text of 100000        200 {"raw":"cfcd208495d565ef66e7","length":100000,"post":1}
text of 100001        413 {"error":{"status":413,"message":"decompressed data too large"}}
bomb of 90 kB         200 {"raw":"aaaaaaaaaaaaaaaaaaaa","length":90000,"post":1}
bomb of 50 MB         413 {"error":{"status":413,"message":"decompressed data too large"}}
bool(true)
200 {"raw":"","length":0,"post":0}
int(0)
