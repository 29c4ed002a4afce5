--TEST--
HTTP client: against nginx: reuse, gzip, chunked, redirects, authorization, TLS, large bodies, HTTP/1.0, retries on kept connections
--EXTENSIONS--
aha
openssl
--SKIPIF--
<?php
require __DIR__ . '/real.inc';
needProgram('nginx');
?>
--FILE--
<?php
require __DIR__ . '/http.inc';
require __DIR__ . '/real.inc';
require dirname(__DIR__) . '/http/certificates.inc';
use Aha\Client\HttpClient;
$folder = temporaryFolder();
$authority = makeAuthority($folder);
makeCertificate($folder, 'server', $authority, ['localhost']);
makeCertificate($folder, 'client', $authority, []);
mkdir("$folder/www");
mkdir("$folder/www/sub");
chmod($folder, 0755);
file_put_contents("$folder/www/large", $large = random_bytes(5_000_000));
file_put_contents("$folder/www/page.txt", $page = str_repeat("a line of text\n", 20000));
file_put_contents("$folder/passwords", 'user:{PLAIN}pass word');
$origin = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/up/chunks') {
            return (function () use ($res) {
                for ($i = 0; $i < 100; ++$i) {
                    yield $res->write(str_repeat('c', 5000));
                }
            })();
        }
        return ['method' => $req->method, 'length' => strlen($req->rawContent()), 'md5' => md5($req->rawContent())];
    }, ['package_max_length' => 10_000_000])->start();
    PHP);
$ports = [];
$nginx = new Program(function (int $port) use ($folder, $origin, &$ports) {
    $ports = ['tls' => freePort(), 'strict' => freePort()];
    file_put_contents("$folder/nginx.conf", <<<CONF
        daemon off;
        master_process off;
        pid $folder/nginx.pid;
        error_log stderr;
        events { worker_connections 256; }
        http {
            access_log off;
            default_type application/octet-stream;
            client_body_temp_path $folder/t1; proxy_temp_path $folder/t2; fastcgi_temp_path $folder/t3;
            uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
            client_max_body_size 8m;
            gzip on; gzip_types text/plain; gzip_min_length 100;
            root $folder/www;
            ssl_certificate $folder/server.pem; ssl_certificate_key $folder/server.key;
            server {
                listen 127.0.0.1:$port;
                keepalive_requests 50;
                location = /page.txt { default_type text/plain; }
                location /moved { return 302 /page.txt; }
                location /loop { return 307 /loop; }
                location /kept { return 308 /up/kept; }
                location /other { return 301 http://localhost:\$server_port/auth/page.txt; }
                location /auth/ { auth_basic "here"; auth_basic_user_file $folder/passwords; alias $folder/www/; }
                location /up/ { proxy_pass http://127.0.0.1:$origin->port; proxy_http_version 1.1; proxy_buffering off; }
                location /up10/ { proxy_pass http://127.0.0.1:$origin->port; proxy_http_version 1.0; }
                location /short { keepalive_timeout 0; return 200 "closes\n"; }
                location /brief { keepalive_timeout 1ms; return 200 "brief\n"; }
                location /empty { return 204; }
                location /drop { return 444; }
            }
            server { listen 127.0.0.1:{$ports['tls']} ssl; }
            server { listen 127.0.0.1:{$ports['strict']} ssl; ssl_client_certificate $folder/ca.pem; ssl_verify_client on; }
        }
        CONF);
    return ['nginx', '-c', "$folder/nginx.conf", '-p', $folder, '-e', 'stderr'];
}, "$folder/nginx.log");
$url = "http://127.0.0.1:$nginx->port";
// One line about what comes out, whatever it is.
$try = function (string $title, Aha\Future $future) use ($nginx, &$ports) {
    try {
        $r = yield $future;
        $text = "$r->status " . (strlen($r->body) > 80 ? strlen($r->body) . ' bytes' : json_encode($r->body, JSON_UNESCAPED_SLASHES));
    } catch (Aha\Exception $e) {
        $text = get_class($e) . ': ' . str_replace([(string) $nginx->port, ...$ports], ['PORT', 'TLS', 'STRICT'], $e->getMessage());
    }
    echo "$title: $text\n";
};
Aha\run(function () use ($url, $large, $page, $folder, $try, &$ports) {
    $client = new HttpClient(['timeout' => patience()]);
    $r = yield $client->get("$url/page.txt");
    echo "gzip: ", json_encode([$r->status, $r->body === $page, $r->protocol]), "\n";
    $r = yield $client->get("$url/page.txt", ['decode' => false, 'headers' => ['Accept-Encoding' => 'gzip']]);
    echo "as it is: ", json_encode([$r->header['content-encoding'], gzdecode($r->body) === $page, $r->reused]), "\n";
    $r = yield $client->get("$url/large");
    echo "large: ", json_encode([$r->body === $large, $r->header['content-length'], $r->reused]), "\n";
    $r = yield $client->get("$url/large", ['headers' => ['Range' => 'bytes=1000-1999']]);
    echo "range: ", json_encode([$r->status, $r->body === substr($large, 1000, 1000), $r->header['content-range']]), "\n";
    $r = yield $client->get("$url/large", ['headers' => ['If-None-Match' => $r->header['etag']]]);
    echo "not modified: ", json_encode([$r->status, $r->body]), "\n";
    $r = yield $client->head("$url/large");
    echo "head: ", json_encode([$r->status, $r->header['content-length'], $r->body]), "\n";
    yield $client->get("$url/large", ['sink' => "$folder/copy"]);
    echo "sink: ", json_encode(file_get_contents("$folder/copy") === $large), "\n";
    $r = yield $client->get("$url/up/chunks");
    echo "chunked: ", json_encode([strlen($r->body), $r->header['transfer-encoding'] ?? null, count_chars($r->body, 3)]), "\n";
    $r = yield $client->get("$url/empty");
    echo "no content: ", json_encode([$r->status, $r->body, (yield $client->get("$url/empty"))->reused]), "\n";

    echo "-- bodies up\n";
    foreach (['up', 'up10'] as $way) {
        foreach (['whole' => $large, 'pieces' => str_split($large, 77777)] as $how => $body) {
            $r = (yield $client->put("$url/$way/x", ['body' => $body]))->json();
            echo "$way, $how: ", json_encode([$r['method'], $r['length'], $r['md5'] === md5($large)]), "\n";
        }
    }
    $r = (yield $client->post("$url/up/x", ['body' => $large, 'expect_continue' => true]))->json();
    echo "expect: ", json_encode([$r['method'], $r['length'], $r['md5'] === md5($large)]), "\n";
    $r = yield $client->post("$url/up/x", ['body' => str_repeat('x', 9_000_000)]);
    echo "too large: $r->status\n";
    $r = yield $client->post("$url/up/x", ['body' => str_repeat('x', 9_000_000), 'expect_continue' => true]);
    echo "too large, asked before: $r->status\n";

    echo "-- redirects and credentials\n";
    $r = yield $client->get("$url/moved");
    echo "moved: ", json_encode([$r->status, $r->body === $page, str_replace($url, 'URL', $r->url), count($r->redirects)]), "\n";
    yield from $try('not followed', $client->get("$url/moved", ['redirects' => 0]));
    yield from $try('loop', $client->get("$url/loop", ['redirects' => 4]));
    $r = (yield $client->post("$url/kept", ['body' => 'kept body']))->json();
    echo "308: ", json_encode([$r['method'], $r['length']]), "\n";
    $r = yield $client->get("$url/sub");
    echo "folder: ", json_encode([$r->status, str_replace($url, 'URL', $r->url)]), "\n";
    $auth = ['auth' => ['user', 'pass word']];
    $r = yield $client->get("$url/auth/page.txt", $auth);
    echo "right: ", json_encode([$r->status, $r->body === $page]), "\n";
    echo "wrong: ", (yield $client->get("$url/auth/page.txt", ['auth' => ['user', 'wrong']]))->status, "\n";
    echo "none: ", (yield $client->get("$url/auth/page.txt"))->status, "\n";
    $r = yield $client->get("$url/other", $auth);
    echo "another origin gets no credentials: ", json_encode([$r->status, count($r->redirects)]), "\n";

    echo "-- kept connections\n";
    $count = $client->stats();
    for ($i = 0; $i < 120; ++$i) { // nginx closes each after 50 requests
        $r = yield $client->get("$url/empty?$i");
        $r->status === 204 or print("$r->status\n");
    }
    for ($i = 0; $i < 30; ++$i) { // or after one millisecond
        $r = yield $client->get("$url/brief");
        $r->body === "brief\n" or print("$r->status\n");
        yield Aha\sleep(0.0005 * ($i % 5));
    }
    yield from $try('closes', $client->get("$url/short"));
    yield from $try('closes', $client->get("$url/short"));
    echo "failed: ", $client->stats()['failed'] - $count['failed'], "\n";
    yield from $try('dropped', $client->get("$url/drop"));
    $all = yield array_map(fn ($i) => $client->get("$url/up/$i"), range(1, 200));
    echo "200 at once: ", array_sum(array_column($all, 'status')), "\n";

    echo "-- TLS\n";
    $secure = new HttpClient(['timeout' => patience(), 'ca_file' => "$folder/ca.pem"]);
    $r = yield $secure->get("https://localhost:{$ports['tls']}/large");
    echo json_encode([$r->status, $r->body === $large]), ' ';
    $r = yield $secure->get("https://localhost:{$ports['tls']}/page.txt");
    echo json_encode([$r->status, $r->body === $page, $r->reused]), "\n";
    yield from $try('not trusted', $client->get("https://localhost:{$ports['tls']}/page.txt"));
    yield from $try('no certificate', $secure->get("https://localhost:{$ports['strict']}/page.txt"));
    $ours = ['cert' => "$folder/client.pem", 'key' => "$folder/client.key"];
    $r = yield $secure->get("https://localhost:{$ports['strict']}/page.txt", $ours);
    echo "our certificate: ", json_encode([$r->status, $r->body === $page]), "\n";
    yield from $try('plain to the TLS port', $client->get("http://localhost:{$ports['tls']}/"));
    yield from $try('TLS to the plain port', $secure->get(str_replace('http://127.0.0.1', 'https://localhost', $url)));
});
?>
--EXPECT--
gzip: [200,true,"HTTP\/1.1"]
as it is: ["gzip",true,true]
large: [true,"5000000",true]
range: [206,true,"bytes 1000-1999\/5000000"]
not modified: [304,""]
head: [200,"5000000",""]
sink: true
chunked: [500000,"chunked","c"]
no content: [204,"",true]
-- bodies up
up, whole: ["PUT",5000000,true]
up, pieces: ["PUT",5000000,true]
up10, whole: ["PUT",5000000,true]
up10, pieces: ["PUT",5000000,true]
expect: ["POST",5000000,true]
too large: 413
too large, asked before: 413
-- redirects and credentials
moved: [200,true,"URL\/page.txt",1]
not followed: 302 145 bytes
loop: Aha\ProtocolException: GET http://127.0.0.1:PORT/loop: more redirects than allowed, the last one to http://127.0.0.1:PORT/loop
308: ["POST",9]
folder: [403,"URL\/sub\/"]
right: [200,true]
wrong: 401
none: 401
another origin gets no credentials: [401,1]
-- kept connections
closes: 200 "closes\n"
closes: 200 "closes\n"
failed: 0
dropped: Aha\ConnectException: GET http://127.0.0.1:PORT/drop: the peer closed the connection without an answer
200 at once: 40000
-- TLS
[200,true] [200,true,true]
not trusted: Aha\ConnectException: GET https://localhost:TLS/page.txt: connect to localhost:TLS: TLS handshake: the certificate of the peer is not accepted: unable to get local issuer certificate
no certificate: 400 237 bytes
our certificate: [200,true]
plain to the TLS port: 400 255 bytes
TLS to the plain port: Aha\ConnectException: GET https://localhost:PORT/: connect to localhost:PORT: TLS handshake: the peer does not speak TLS
