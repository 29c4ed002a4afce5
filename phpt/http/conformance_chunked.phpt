--TEST--
RFC 9112 7.1: the chunked coding is read strictly; sizes, extensions and trailers have limits
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req) {
        return json_encode([$req->rawContent(), $all = $req->body()->trailers(), ...isset($all['5']) ? ['found'] : []]);
    }, ['http_chunk_extension_max_length' => 64, 'http_trailer_max_length' => 64, 'package_max_length' => 1000])->start();
    PHP);
function post(Server $server, string $body): Client
{
    $client = $server->connect();
    $client->send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n$body");
    return $client;
}
$cases = [
    'blank before the size' => " 3\r\nabc\r\n0\r\n\r\n",
    'blank after the size' => "3 \r\nabc\r\n0\r\n\r\n",
    'tab after the size' => "3\t\r\nabc\r\n0\r\n\r\n",
    'prefix 0x' => "0x3\r\nabc\r\n0\r\n\r\n",
    'sign' => "+3\r\nabc\r\n0\r\n\r\n",
    'no size' => "\r\nabc\r\n0\r\n\r\n",
    'no hex digit' => "g\r\nabc\r\n0\r\n\r\n",
    'size overflows' => "10000000000000003\r\nabc\r\n0\r\n\r\n",
    'size with underscore' => "0_3\r\nabc\r\n0\r\n\r\n",
    'data longer than the size' => "3\r\nabcd\r\n0\r\n\r\n",
    'data without CRLF' => "3\r\nabc0\r\n\r\n",
    'bare LF after the size' => "3\nabc\r\n0\r\n\r\n",
    'bare LF after the data' => "3\r\nabc\n0\r\n\r\n",
    'bare CR after the data' => "3\r\nabc\r0\r\n\r\n",
    'bare LF at the end' => "3\r\nabc\r\n0\r\n\n",
    'extension with a control' => "3;a=\x01\r\nabc\r\n0\r\n\r\n",
    'extension with bare LF' => "3;a\n\r\nabc\r\n0\r\n\r\n",
    'extension with bare CR' => "3;a\rb\r\nabc\r\n0\r\n\r\n",
    'extension without a name' => "3;\r\nabc\r\n0\r\n\r\n",
    'extensions of 65 bytes' => '3;' . str_repeat('a', 64) . "\r\nabc\r\n0\r\n\r\n",
    'extensions of 65 bytes in all' => '1;' . str_repeat('a', 40) . "\r\na\r\n" . '1;' . str_repeat('a', 40) . "\r\na\r\n0\r\n\r\n",
    'trailer without colon' => "3\r\nabc\r\n0\r\nX\r\n\r\n",
    'trailer with blank' => "3\r\nabc\r\n0\r\nX : 1\r\n\r\n",
    'trailer folded' => "3\r\nabc\r\n0\r\nX: 1\r\n 2\r\n\r\n",
    'trailer too long' => "3\r\nabc\r\n0\r\nX: " . str_repeat('a', 80) . "\r\n\r\n",
    'body of 1001 bytes' => chunked(str_repeat('a', 600), str_repeat('a', 401)),
];
foreach ($cases as $name => $body) {
    $client = post($server, $body . request('/second'));
    $answer = $client->answer();
    echo str_pad($name, 32), $answer->status ?? 'nothing', ' ', $answer?->header('connection'), ' ',
        $client->isClosed() ? 'closed' : 'OPEN', "\n";
}
echo "Allowed:\n";
foreach ([chunked('abc', 'def'), "0003\r\nabc\r\n000\r\n\r\n", "A;n=v;m=\"q;\\\"x\"\r\n0123456789\r\n0\r\nX-Sum: 1\r\nX-Two: b\r\n\r\n", "0\r\nX-Sum: 1\r\n5: five\r\nx-sum: 2\r\n\r\n",
    "3;" . str_repeat('a', 62) . "\r\nabc\r\n0\r\n\r\n", "0\r\n\r\n"] as $body) {
    echo post($server, $body)->answer();
}
echo strlen(post($server, chunked(str_repeat('a', 600), str_repeat('b', 400)))->answer()->body), "\n";
echo "Byte by byte, with a request behind it:\n";
$client = $server->connect();
$bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" . chunked('abc', 'def') . request('/next');
foreach (str_split($bytes) as $byte) {
    $client->send($byte);
}
echo $client->answer(), $client->answer();
var_dump($server->stop());
?>
--EXPECT--
blank before the size           400 close closed
blank after the size            400 close closed
tab after the size              400 close closed
prefix 0x                       400 close closed
sign                            400 close closed
no size                         400 close closed
no hex digit                    400 close closed
size overflows                  400 close closed
size with underscore            400 close closed
data longer than the size       400 close closed
data without CRLF               400 close closed
bare LF after the size          400 close closed
bare LF after the data          400 close closed
bare CR after the data          400 close closed
bare LF at the end              400 close closed
extension with a control        400 close closed
extension with bare LF          400 close closed
extension with bare CR          400 close closed
extension without a name        400 close closed
extensions of 65 bytes          400 close closed
extensions of 65 bytes in all   400 close closed
trailer without colon           400 close closed
trailer with blank              400 close closed
trailer folded                  400 close closed
trailer too long                431 close closed
body of 1001 bytes              413 close closed
Allowed:
200 ["abcdef",[]]
200 ["abc",[]]
200 ["0123456789",{"x-sum":"1","x-two":"b"}]
200 ["",{"x-sum":"1, 2","5":"five"},"found"]
200 ["abc",[]]
200 ["",[]]
1007
Byte by byte, with a request behind it:
200 ["abcdef",[]]
200 ["",[]]
int(0)
