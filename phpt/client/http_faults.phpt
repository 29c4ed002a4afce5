--TEST--
HTTP client: peers that close, stall, reset, lie, drip and talk nonsense: one error each, no hang, no foreign answer
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\Http;

/** One request to a peer of its own. */
function fault(string $title, string $code, array $options = []): void
{
    $peer = new Peer($code);
    echo "$title: ", outcome(fn () => Http::get($peer->url, $options + ['timeout' => patience()])), "\n";
    $peer->stop();
}

fault('closes at once', 'stream_socket_shutdown($socket, STREAM_SHUT_WR); drain($socket);'); // with its reading end: perhaps a reset
fault('closes after the request', 'request($socket);');
fault('closes in the head', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nConte");');
fault('closes in the body', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");');
fault('closes in a chunk', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n12345");');
fault('closes before the last chunk', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n");');
// What is not read when a socket closes makes it a reset.
fault('resets', 'usleep(50000); fwrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12"); usleep(50000);');
fault('garbage', 'request($socket); fwrite($socket, "\0\1\2 this is no HTTP\r\n\r\n"); drain($socket);');
fault('another protocol', 'fwrite($socket, "SSH-2.0-OpenSSH_9.2\r\n"); drain($socket);');
fault('two lengths', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy"); drain($socket);');
fault('length and chunked', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"); drain($socket);');
fault('bad chunk', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"); drain($socket);');
fault('bad gzip', 'request($socket); fwrite($socket, answer("no gzip", "Content-Encoding: gzip")); drain($socket);');
fault('cut gzip', 'request($socket); fwrite($socket, answer(substr(gzencode(str_repeat("x", 5000)), 0, -9), "Content-Encoding: gzip")); drain($socket);');
fault('a bomb', 'request($socket); fwrite($socket, answer(gzencode(str_repeat("x", 20000000)), "Content-Encoding: gzip")); drain($socket);');
fault('stalls', 'request($socket); drain($socket);', ['timeout' => 0.2]);
fault('stalls, first byte', 'request($socket); drain($socket);', ['first_byte_timeout' => 0.2]);
fault('stalls in the body', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1"); drain($socket);', ['idle_timeout' => 0.2]);
fault('drips for ever', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\n\r\n"); while (@fwrite($socket, "x")) { usleep(10000); }', ['timeout' => 0.3]);
fault('drips', 'request($socket); foreach (str_split(answer("complete")) as $byte) { fwrite($socket, $byte); usleep(1000); } drain($socket);');
fault('too large, announced', 'request($socket); fwrite($socket, answer(str_repeat("x", 1001))); drain($socket);', ['max_body' => 1000]);
fault('as large as allowed', 'request($socket); fwrite($socket, answer(str_repeat("x", 1000))); drain($socket);', ['max_body' => 1000]);
fault('too large, chunked', 'request($socket); fwrite($socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3E9\r\n" . str_repeat("x", 1001) . "\r\n0\r\n\r\n"); drain($socket);', ['max_body' => 1000]);
fault('endless head', 'request($socket); @fwrite($socket, "HTTP/1.1 200 OK\r\n"); for ($i = 0; $i < 5000 && @fwrite($socket, "X-$i: " . str_repeat("y", 100) . "\r\n"); ++$i) { } drain($socket);');
fault('endless 1xx', 'request($socket); while (@fwrite($socket, "HTTP/1.1 103 Early Hints\r\n\r\n")) { usleep(100); }');
fault('redirects for ever', 'while (request($socket)) { fwrite($socket, "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"); }');
fault('redirects to another scheme', 'request($socket); fwrite($socket, "HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"); drain($socket);');
echo 'refused: ', outcome(fn () => Http::get('http://127.0.0.1:1/')), "\n";
echo 'unknown name: ', outcome(fn () => Http::get('http://does-not-exist.invalid/', ['dns_timeout' => 20])) === '' ?: 'an error', "\n";

// A kept connection that the server closes while it is idle costs nothing.
$peer = new Peer('if (request($socket)) { fwrite($socket, answer("connection $n")); }');
Aha\run(function () use ($peer) {
    $client = new Aha\Client\HttpClient();
    for ($i = 0; $i < 3; ++$i) {
        echo (yield $client->get($peer->url))->body, "\n";
        yield Aha\sleep(0.02);
    }
});
$peer->stop();
// Two answers to one request, or bytes nobody asked for: never given to the next request.
foreach (['glued' => '$late = ""; $more = answer("foreign");', 'late' => '$late = answer("foreign"); $more = "";'] as $title => $code) {
    $peer = new Peer($code . ' while (request($socket)) { fwrite($socket, answer("mine $n") . $more); usleep(30000); $late && fwrite($socket, $late); }');
    Aha\run(function () use ($peer, $title) {
        $client = new Aha\Client\HttpClient();
        for ($i = 0; $i < 3; ++$i) {
            echo "$title: ", (yield $client->get($peer->url))->body, "\n";
            yield Aha\sleep(0.1);
        }
    });
    $peer->stop();
}
?>
--EXPECT--
closes at once: Aha\ConnectException 4: GET http://HOST/: the peer closed the connection without an answer
closes after the request: Aha\ConnectException 4: GET http://HOST/: the peer closed the connection without an answer
closes in the head: Aha\ConnectException 4: GET http://HOST/: connection closed within the head of the response
closes in the body: Aha\ConnectException 4: GET http://HOST/: connection closed with 5 bytes of the response body missing
closes in a chunk: Aha\ConnectException 4: GET http://HOST/: connection closed within the chunked body of the response
closes before the last chunk: Aha\ConnectException 4: GET http://HOST/: connection closed within the chunked body of the response
resets: Aha\ConnectException 4: GET http://HOST/: read from the peer: Connection reset by peer
garbage: Aha\ProtocolException 4: GET http://HOST/: the answer is not HTTP/1
another protocol: Aha\ProtocolException 4: GET http://HOST/: the answer is not HTTP/1
two lengths: Aha\ProtocolException 4: GET http://HOST/: ambiguous message length
length and chunked: Aha\ProtocolException 4: GET http://HOST/: ambiguous message length
bad chunk: Aha\ProtocolException 4: GET http://HOST/: malformed chunk size
bad gzip: Aha\ProtocolException 4: GET http://HOST/: the body's Content-Encoding: malformed compressed data
cut gzip: Aha\ConnectException 4: GET http://HOST/: the body's Content-Encoding: the compressed body ends too early
a bomb: Aha\ProtocolException 4: GET http://HOST/: the body's Content-Encoding: decompressed data too large
stalls: Aha\TimeoutException 3: GET http://HOST/: timed out after 200 ms, waiting for the head of the answer
stalls, first byte: Aha\TimeoutException 3: GET http://HOST/: timed out waiting for the head of the answer: not here within 200 ms
stalls in the body: Aha\TimeoutException 3: GET http://HOST/: timed out waiting for the body of the answer: nothing moved for 200 ms
drips for ever: Aha\TimeoutException 3: GET http://HOST/: timed out after 300 ms, waiting for the body of the answer
drips: 200 "complete"
too large, announced: Aha\ProtocolException 4: GET http://HOST/: response body too large
as large as allowed: 200 1000 bytes
too large, chunked: Aha\ProtocolException 4: GET http://HOST/: response body too large
endless head: Aha\ProtocolException 4: GET http://HOST/: too many header fields in the response
endless 1xx: Aha\ProtocolException 4: GET http://HOST/: too many informational responses
redirects for ever: Aha\ProtocolException 4: GET http://HOST/again: more redirects than allowed, the last one to http://HOST/again
redirects to another scheme: Aha\ProtocolException 4: GET http://HOST/: redirect: URL: scheme "ftp" is not supported; http, https, ws and wss are
refused: Aha\ConnectException 1: GET http://HOST/: connect to HOST: Connection refused
unknown name: an error
connection 1
connection 2
connection 3
glued: mine 1
glued: mine 2
glued: mine 3
late: mine 1
late: mine 2
late: mine 3
