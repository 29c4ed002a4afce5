--TEST--
HTTP client: option "retry": a server that comes back is found; what may have been processed is not sent twice
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\{Http, HttpClient};
$socket = stream_socket_server('tcp://127.0.0.1:0');
$port = (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
fclose($socket);
$url = "http://127.0.0.1:$port/";
$client = new HttpClient(['retry' => 2, 'retry_delay' => 0.01]);
echo outcome(fn () => $client->get($url)), "\n", $client->stats()['origins'][rtrim($url, '/')]['connect_errors'], " connects\n";
echo outcome(fn () => $client->get($url, ['retry' => 0])), "\n";
echo outcome(fn () => $client->get($url, ['retry' => 9, 'retry_delay' => 5, 'timeout' => 0.2])), "\n";
// It comes back while the client waits; the body, which is made piece by piece, was not touched before.
$peer = null;
echo Aha\run(function () use ($url, $port, &$peer) {
    $made = 0;
    $future = Http::post($url, ['retry' => 100, 'retry_delay' => 0.05, 'timeout' => patience(), 'body' => (function () use (&$made) { $made++; yield 'one '; yield 'two'; })()]);
    yield Aha\sleep(0.2);
    $peer = new Peer('$text = request($socket); fwrite($socket, answer("connection $n: " . substr_count($text, "POST")));', "tcp://127.0.0.1:$port");
    $response = yield $future;
    return "$response->body POST, body made $made time\n";
});
$peer->stop();
// A new connection that breaks: it may have been processed.
$peer = new Peer('request($socket); file_put_contents(__DIR__ . "/count", "x", FILE_APPEND); if ($n > 1) { fwrite($socket, answer("again")); }');
echo outcome(fn () => Http::get($peer->url, ['retry' => 5, 'retry_delay' => 0.01])), "\n";
$peer->stop();
// A kept one: idempotent requests only.
foreach (['GET', 'PUT', 'POST'] as $method) {
    $peer = new Peer('if (request($socket)) { fwrite($socket, answer("$n")); request($socket); }'); // closes with the second request
    $client = new HttpClient(['retry' => 5, 'retry_delay' => 0.01]);
    echo $method, ' ', outcome(fn () => $client->get($peer->url)), ' ', outcome(fn () => $client->request($method, $peer->url, ['body' => 'x'])), ' ', $client->stats()['retries'], "\n";
    $peer->stop();
}
foreach ([['retry' => -1], ['retry' => 101], ['retry_delay' => 11]] as $wrong) {
    try {
        $client->get($url, $wrong);
    } catch (Aha\ConfigException $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECTF--
Aha\ConnectException 1: GET http://HOST/: connect to HOST: Connection refused (tried 3 times)
3 connects
Aha\ConnectException 1: GET http://HOST/: %sConnection refused
Aha\TimeoutException 3: GET http://HOST/: timed out after 200 ms, waiting for a connection
connection 1: 1 POST, body made 1 time
Aha\ConnectException 4: GET http://HOST/: the peer closed the connection without an answer
GET 200 "1" 200 "2" 1
PUT 200 "1" 200 "2" 1
POST 200 "1" Aha\ConnectException 4: POST http://HOST/: the peer closed the connection without an answer 0
Aha\Client\HttpClient: option "retry" must be %s
Aha\Client\HttpClient: option "retry" must be %s
Aha\Client\HttpClient: option "retry_delay" must be %s
