--TEST--
examples/04-streaming.php: an answer in pieces, flat memory, a body in pieces
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('04-streaming.php');

$client = $example->connect();
$client->send(request('/'));
$start = microtime(true);
check(str_contains(readUntil($client, "line 1\n"), "Transfer-Encoding: chunked"), 'the answer is chunked');
$first = microtime(true);
readUntil($client, "line 5\n");
check(microtime(true) - $first > 0.6, 'the first line arrives long before the last one');

// 16 MB for a client that reads late: what PHP needs does not grow with it.
$client = $example->connect();
$client->send(request('/big?mb=16', ['Connection: close']));
usleep(200000);
$answer = $client->answer();
check(strlen($answer->body) > 16 << 20, '16 MB arrive');
check(preg_match('/peak memory of PHP: ([\d.]+) MB\n$/', $answer->body, $match) && $match[1] < 8, "memory is flat: $match[1] MB");

$client = $example->connect();
$client->send("POST /count HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
for ($i = 0; $i < 50; $i++) {
    $client->send("10000\r\n" . str_repeat('a', 65536) . "\r\n");
}
$client->send("0\r\n\r\n");
$counted = json_decode($client->answer()->body, true);
check($counted['bytes'] === 50 * 65536 && $counted['pieces'] > 1, 'every byte is counted: ' . json_encode($counted));
check($counted['sha256'] === hash('sha256', str_repeat('a', 50 * 65536)), 'the hash is right');

echo shown($example->get('/else'));
var_dump($example->stop(), $example->errors());
--EXPECT--
404 page: 404 Not Found:
int(0)
string(0) ""
