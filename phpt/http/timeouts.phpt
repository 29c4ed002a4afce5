--TEST--
HTTP: slow heads and bodies get 408, idle connections are closed
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req) use (&$server) {
        return match ($req->path) {
            '/stream' => (function () use ($req) { return 'read ' . strlen(yield $req->body()->readAll()); })(),
            '/slow' => (function () { yield Aha\sleep(1); return 'slow handler'; })(),
            default => 'hello',
        };
    }, ['http_header_timeout' => 0.3, 'http_body_timeout' => 0.3, 'keepalive_timeout' => 0.4, 'stream_body' => ['/stream'], 'linger_timeout' => 0.1])->start();
    PHP);
/** How the server ends the connection after this, and whether that took the time it should. */
function slow(Server $server, string $name, string $bytes, float $least, bool $first = false): void
{
    $client = $server->connect();
    if ($first) {
        $client->send(request('/'));
        $client->answer();
    }
    $begin = microtime(true);
    $client->send($bytes);
    $answer = $client->answer();
    echo str_pad($name, 20), $answer === null ? 'no answer' : "$answer->status " . $answer->header('connection'), ' ',
        $client->isClosed() ? 'closed' : 'OPEN', microtime(true) - $begin >= $least ? '' : ' TOO EARLY', "\n";
}
slow($server, 'nothing', '', 0.29);
slow($server, 'half a head', "GET / HTTP/1.1\r\nHo", 0.29);
slow($server, 'half a second head', "GET / HTTP/1.1\r\nHo", 0.29, true);
slow($server, 'idle', '', 0.39, true);
slow($server, 'blank lines only', "\r\n\r\n", 0.39, true);
slow($server, 'half a body', "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", 0.29);
slow($server, 'half a chunk', "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 0.29);
slow($server, 'half a stream', "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", 0.29);
echo "A head that trickles is not saved by its trickle:\n";
$client = $server->connect();
$begin = microtime(true);
foreach (str_split(str_repeat('x', 1000)) as $i => $byte) {
    if (!@$client->send($i ? $byte : "GET / HTTP/1.1\r\nX: ") || $client->isClosed(0)) {
        break;
    }
    usleep(20000);
    if (microtime(true) - $begin > patience(5)) {
        break;
    }
}
var_dump(microtime(true) - $begin < patience(5));
echo "A body that trickles is:\n";
$client = $server->connect();
$client->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\n");
foreach (str_split('abcdefgh') as $byte) {
    usleep(80000);
    $client->send($byte);
}
echo $client->answer();
echo "A slow handler is no slow client:\n";
echo $server->get('/slow');
var_dump($server->stop());
echo $server->log();
?>
--EXPECTF--
nothing             no answer closed
half a head         408 close closed
half a second head  408 close closed
idle                no answer closed
blank lines only    no answer closed
half a body         408 close closed
half a chunk        408 close closed
half a stream       408 close closed
A head that trickles is not saved by its trickle:
bool(true)
A body that trickles is:
200 hello
A slow handler is no slow client:
200 slow handler
int(0)
