--TEST--
HTTP client: through an HTTP proxy and a SOCKS5 proxy, with credentials; unix sockets
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\Http;
$server = new Server(MIRROR);
$url = "http://127.0.0.1:$server->port";

// A tunnel from $socket to $address until either side closes.
$tunnel = <<<'PHP'
    $tunnel = function ($socket, string $address) {
        $far = stream_socket_client("tcp://$address");
        while ($far) {
            $read = [$socket, $far];
            $write = $except = null;
            stream_select($read, $write, $except, 30);
            foreach ($read as $from) {
                $bytes = fread($from, 65536);
                if ($bytes === '' || $bytes === false) {
                    return;
                }
                fwrite($from === $far ? $socket : $far, $bytes);
            }
        }
    };
    PHP;
$http = new Peer($tunnel . <<<'PHP'
    $head = request($socket);
    if (!preg_match('/^proxy-authorization: basic ' . preg_quote(base64_encode('user:pass word'), '/') . '\r$/mi', $head)) {
        fwrite($socket, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    if (preg_match('/^CONNECT (\S+) /', $head, $match)) {
        if (str_starts_with($match[1], 'refused')) {
            fwrite($socket, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        fwrite($socket, "HTTP/1.1 200 Established\r\n\r\n");
        $tunnel($socket, $match[1]);
        return;
    }
    preg_match('~^GET http://([^/]+)~', $head, $match);
    fwrite($socket, answer($match ? 'absolute form' : 'another form', 'Via: proxy', 'Connection: close'));
    PHP);
$socks = new Peer($tunnel . <<<'PHP'
    $methods = fread($socket, ord(fread($socket, 2)[1]));
    if (str_contains($methods, "\2")) {
        fwrite($socket, "\5\2");
        fread($socket, 1);
        $user = fread($socket, ord(fread($socket, 1)));
        $password = fread($socket, ord(fread($socket, 1)));
        if ($user !== 'user' || $password !== 'pass word') {
            fwrite($socket, "\1\1");
            return;
        }
        fwrite($socket, "\1\0");
    } else {
        fwrite($socket, "\5\xff");
        return;
    }
    $type = ord(fread($socket, 4)[3]);
    $host = $type === 3 ? fread($socket, ord(fread($socket, 1))) : inet_ntop(fread($socket, $type === 1 ? 4 : 16));
    $port = unpack('n', fread($socket, 2))[1];
    if ($host === 'refused.test') {
        fwrite($socket, "\5\5\0\1\0\0\0\0\0\0");
        return;
    }
    fwrite($socket, "\5\0\0\1\x7f\0\0\1\0\1");
    $tunnel($socket, ($host === 'resolved-by-proxy.test' ? '127.0.0.1' : $host) . ":$port");
    PHP);
$credentials = 'user:pass%20word@';
$tell = fn (string $title, array $options, string $to) => print("$title: " . preg_replace('~/\S*/none~', 'PATH', outcome(fn () => Http::get($to, $options + ['timeout' => patience(), 'headers' => ['Connection' => 'close']]))) . "\n");
$tell('http', ['proxy' => "http://{$credentials}127.0.0.1:$http->port"], "$url/status/200");
$tell('http, no credentials', ['proxy' => "http://127.0.0.1:$http->port"], "$url/status/200");
$tell('http, CONNECT refused', ['proxy' => "http://{$credentials}127.0.0.1:$http->port"], 'https://refused.test/');
$tell('socks', ['proxy' => "socks5://{$credentials}127.0.0.1:$socks->port"], "$url/status/200");
$tell('socks, name', ['proxy' => "socks5://{$credentials}127.0.0.1:$socks->port"], "http://resolved-by-proxy.test:$server->port/status/201");
$tell('socks, no credentials', ['proxy' => "socks5://127.0.0.1:$socks->port"], "$url/status/200");
$tell('socks, wrong credentials', ['proxy' => "socks5://user:wrong@127.0.0.1:$socks->port"], "$url/status/200");
$tell('socks, refused', ['proxy' => "socks5://{$credentials}127.0.0.1:$socks->port"], 'http://refused.test/');
$tell('no proxy there', ['proxy' => 'http://127.0.0.1:1'], "$url/status/200");
$client = new Aha\Client\HttpClient(['proxy' => 'http://127.0.0.1:1']);
echo outcome(fn () => $client->get("$url/status/203", ['proxy' => ''])), "\n";

echo "-- unix sockets\n";
$folder = temporaryFolder();
$path = "$folder/server.sock";
$local = new Server("\$server = server(fn (\$req) => 'through a unix socket, host ' . \$req->header['host'], [], 'unix:$path'); \$server->start();");
$tell('unix', ['unix_socket' => $path], 'http://some.host/');
$tell('no socket', ['unix_socket' => "$folder/none"], 'http://some.host/');
?>
--EXPECT--
http: 200 "absolute form"
http, no credentials: 407 ""
http, CONNECT refused: Aha\ConnectException 1: GET https://refused.test/: the proxy answers 502 to CONNECT
socks: 200 "status 200"
socks, name: 201 "status 201"
socks, no credentials: Aha\ConnectException 1: GET http://HOST/status/200: the SOCKS5 proxy wants a user and a password
socks, wrong credentials: Aha\ConnectException 1: GET http://HOST/status/200: the SOCKS5 proxy refuses the user or password
socks, refused: Aha\ConnectException 1: GET http://refused.test/: the SOCKS5 proxy says: connection refused
no proxy there: Aha\ConnectException 1: GET http://HOST/status/200: connect to HOST: Connection refused
203 "status 203"
-- unix sockets
unix: 200 "through a unix socket, host some.host"
no socket: Aha\ConnectException 1: GET http://some.host/: connect to unix:PATH: No such file or directory
