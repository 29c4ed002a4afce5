--TEST--
HTTP: a streamed body is read in pieces; a slow reader slows the client down
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $body = $req->body();
        return match ($req->path) {
            '/up/count' => (function () use ($body) {
                $bytes = $pieces = 0;
                while (($piece = yield $body->read()) !== null) {
                    $bytes += strlen($piece);
                    ++$pieces;
                }
                return ['bytes' => $bytes, 'pieces' => $pieces > 0, 'ended' => $body->isEnded(), 'trailers' => $body->trailers(), 'again' => yield $body->read()];
            })(),
            '/up/echo' => (function () use ($body, $res) {
                while (($piece = yield $body->read()) !== null) {
                    yield $res->write("[$piece]");
                }
            })(),
            '/up/all' => (function () use ($body) { return ['all' => strlen(yield $body->readAll()), 'ended' => $body->isEnded()]; })(),
            '/up/limit' => (function () use ($body) {
                try {
                    return yield $body->readAll(5);
                } catch (Aha\ProtocolException $e) {
                    return $e->getMessage();
                }
            })(),
            '/up/setlimit' => (function () use ($body) { $body->setLimit(5); return strlen(yield $body->readAll()); })(),
            '/up/twice' => (function () use ($body) {
                $first = $body->read();
                try {
                    $body->read();
                } catch (Aha\StateException $e) {
                    return $e->getMessage() . ' ' . yield $first;
                }
            })(),
            '/up/slow' => (function () use ($body) {
                yield Aha\sleep(0.2);
                $most = $bytes = 0;
                while (($piece = yield $body->read()) !== null) {
                    $most = max($most, strlen($piece));
                    $bytes += strlen($piece);
                }
                return [$bytes, $most <= 256 * 1024 + 65536];
            })(),
            '/up/ignore' => 'ignored',
            '/up/part' => (function () use ($body) { return yield $body->read(); })(),
            '/up/gone' => (function () use ($body) {
                try {
                    while ((yield $body->read()) !== null) {
                    }
                } catch (Aha\Exception $e) {
                    echo get_class($e), ': ', $e->getMessage(), "\n";
                    throw $e;
                }
            })(),
            default => (function () use ($body) {
                return [$body->isEnded(), yield $body->read(), $body->isEnded(), yield $body->read()];
            })(),
        };
    }, ['stream_body' => ['/up/'], 'package_max_length' => 100000, 'cancel_on_disconnect' => false])->start();
    PHP);
echo "collected: ", $server->get('/', method: 'POST', body: 'abc');
echo "no body: ", $server->get('/up/count');
$client = $server->connect();
echo "piece by piece:\n";
$client->send("POST /up/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
foreach (['one', 'two', 'three'] as $piece) {
    $client->send(dechex(strlen($piece)) . "\r\n$piece\r\n");
    if ($piece === 'one') {
        echo preg_match('~^HTTP/1.1 200 OK\r\n.*\r\n\r\n5\r\n\[one\]\r\n~s', $got = readUntil($client, "[one]\r\n")) ? "answer before the end\n" : $got;
    } else {
        readUntil($client, "[$piece]\r\n");
    }
}
$client->send("0\r\nX-Trailer: t\r\n\r\n");
readUntil($client, "0\r\n\r\n");
function readUntil(Client $client, string $end): string
{
    $text = '';
    while (!str_ends_with($text, $end) && ($byte = $client->read(1)) !== '') {
        $text .= $byte;
    }
    return $text;
}
$client->send("POST /up/count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nX-Trailer: t\r\n\r\n");
echo $client->answer();
foreach (['/up/all', '/up/limit', '/up/setlimit'] as $path) {
    echo "$path: ", $server->get($path, ['Accept: application/json'], method: 'POST', body: '123456');
}
$client = $server->connect();
$client->send("POST /up/twice HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");
usleep(20000);
$client->send('abc');
echo "/up/twice: ", $client->answer();
echo "beyond package_max_length streams have no limit, readAll() has:\n";
$client = $server->connect();
$client->send(request('/up/count', method: 'POST', body: str_repeat('x', 3_000_000)));
echo $client->answer();
$client->send(request('/up/all', ['Accept: application/json'], method: 'POST', body: str_repeat('x', 200_000)));
echo $client->answer();
echo "a slow reader:\n";
$client = $server->connect();
$client->send(request('/up/slow', method: 'POST', body: str_repeat('x', 20_000_000)));
echo $client->answer();
echo "what is not read is read for nothing, the connection goes on:\n";
$client->send(request('/up/ignore', method: 'POST', body: str_repeat('x', 20_000)) . request('/up/part', method: 'POST', body: 'part') . request('/'));
echo $client->answer(), $client->answer(), $client->answer();
echo "too much of that, and it ends:\n";
$client->send("POST /up/ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\nabc");
echo $answer = $client->answer(), $answer->header('connection'), ' ', $client->isClosed() ? 'closed' : 'OPEN', "\n";
echo "malformed:\n";
echo $server->request("POST /up/count HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nx\r\n");
echo "gone:\n";
$client = $server->connect();
$client->send("POST /up/gone HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
usleep(20000);
$client->close();
var_dump($server->logs('Exception'), $server->stop());
echo $server->log();
?>
--EXPECTF--
collected: 200 [false,"abc",false,null]
no body: 200 {"bytes":0,"pieces":false,"ended":true,"trailers":[],"again":null}
piece by piece:
answer before the end
200 {"bytes":5,"pieces":true,"ended":true,"trailers":{"x-trailer":"t"},"again":null}
/up/all: 200 {"all":6,"ended":true}
/up/limit: 200 The request body is larger than the limit of readAll()
/up/setlimit: 413 {"error":{"status":413,"message":"The body of the request is too large"}}
/up/twice: 200 Another read of this body is waiting already abc
beyond package_max_length streams have no limit, readAll() has:
200 {"bytes":3000000,"pieces":true,"ended":true,"trailers":[],"again":null}
413 {"error":{"status":413,"message":"The request body is larger than the limit of readAll()"}}
a slow reader:
200 [20000000,true]
what is not read is read for nothing, the connection goes on:
200 ignored
200 part
200 [false,null,true,null]
too much of that, and it ends:
200 ignored
close closed
malformed:
400 {"error":{"status":400,"message":"malformed chunk size"}}
gone:
bool(true)
int(0)
Aha\ConnectException: The client closed the connection before the end of the body
