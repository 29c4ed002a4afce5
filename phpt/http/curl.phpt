--TEST--
HTTP: curl as the client: methods, uploads, Expect: 100-continue, HEAD, ranges, reuse, parallel transfers, compression, cookies, TLS
--EXTENSIONS--
aha
openssl
--SKIPIF--
<?php
require dirname(__DIR__) . '/client/real.inc';
needProgram('curl');
?>
--FILE--
<?php
require __DIR__ . '/server.inc';
require __DIR__ . '/certificates.inc';
require dirname(__DIR__) . '/client/real.inc';
$folder = temporaryFolder();
$authority = makeAuthority($folder);
makeCertificate($folder, 'server', $authority, ['localhost']);
makeCertificate($folder, 'client', $authority, []);
mkdir("$folder/www");
file_put_contents("$folder/www/large", $large = random_bytes(3_000_000));
file_put_contents("$folder/www/page.txt", $page = str_repeat("a line of text\n", 5000));
file_put_contents("$folder/note.txt", "a note\r\nof two lines");
$code = fn (string $tls) => <<<PHP
    server(function (\$req, \$res) {
        switch (\$req->path) {
            case '/chunks':
                return (function () use (\$res) {
                    for (\$i = 0; \$i < 50; ++\$i) {
                        yield \$res->write(str_repeat('c', 4000));
                    }
                    \$res->trailer('X-Sum', '50');
                })();
            case '/cookie':
                \$res->cookie('a', 'value ' . strlen(\$req->cookie['a'] ?? ''));
                return json_encode(\$req->cookie);
            case '/page':
                return str_repeat("a line of text\n", 5000);
            case '/moved':
                return \$res->redirect('/echo?moved=1', 307);
            case '/stream':
                return (function () use (\$req) {
                    \$hash = hash_init('md5');
                    while (null !== \$piece = yield \$req->body()->read()) {
                        hash_update(\$hash, \$piece);
                    }
                    return hash_final(\$hash);
                })();
            case '/status':
                return \$res->status((int) \$req->get['code'])->end();
        }
        \$files = [];
        foreach (\$req->files as \$name => \$file) {
            foreach (is_array(\$file) ? \$file : [\$file] as \$one) {
                \$files[\$name][] = [\$one->name, \$one->type, \$one->size, md5(\$one->content())];
            }
        }
        return ['method' => \$req->method, 'uri' => \$req->uri, 'protocol' => \$req->protocol, 'post' => \$req->post, 'files' => \$files, 'type' => preg_replace('/; boundary=.*/', '', \$req->header['content-type'] ?? ''),
            'chunked' => isset(\$req->header['transfer-encoding']), 'length' => strlen(\$req->rawContent() ?? ''), 'md5' => md5(\$req->rawContent() ?? '')];
    }, ['document_root' => '$folder/www', 'package_max_length' => 10_000_000, 'http_compression' => true, 'stream_body' => ['/stream']] + [$tls])->start();
    PHP;
$server = new Server($code(''));
$url = "http://127.0.0.1:$server->port";

/** What curl writes, and its exit code if it is not 0. */
function curl(string ...$arguments): string
{
    $process = proc_open([...FOREIGN, 'curl', '-sS', '-q', '--noproxy', '*', '--max-time', (string) (int) patience(), ...$arguments], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes);
    $out = stream_get_contents($pipes[1]);
    $errors = stream_get_contents($pipes[2]);
    $code = proc_close($process);
    return $out . ($code ? "[curl ends with $code: $errors]" : '');
}
function show(string $title, string $json, array $keys = ['method', 'uri', 'length']): void
{
    $data = json_decode($json, true);
    echo "$title: ", is_array($data) ? json_encode(array_intersect_key($data, array_flip($keys)), JSON_UNESCAPED_SLASHES) : $json, "\n";
}
$right = fn (string $json) => json_decode($json, true)['md5'] === md5($large);

echo "-- methods\n";
foreach (['GET', 'DELETE', 'OPTIONS', 'PATCH', 'PURGE'] as $method) {
    show($method, curl('-X', $method, "$url/echo?a=b%20c"));
}
show('POST', curl('-d', 'a=1&b[]=2&b[]=3', "$url/echo"), ['method', 'post', 'type']);
show('PUT', $answer = curl('-T', "$folder/www/large", "$url/echo"), ['method', 'length', 'chunked']);
echo json_encode($right($answer)), "\n";
show('HTTP/1.0', curl('-0', "$url/echo"), ['protocol']);
echo 'HEAD: ', preg_replace('/\r|^(?!HTTP|Content-Length).*\n/mi', '', curl('-I', "$url/large")), "\n";
foreach ([204, 304, 404] as $status) {
    echo "$status: ", curl('-w', ' %{http_code} %{size_download}', "$url/status?code=$status"), "\n";
}
show('moved', curl('-L', '-d', 'kept=1', "$url/moved"), ['method', 'uri', 'post']);

echo "-- uploads\n";
show('multipart', curl('-F', 'field=a value', '-F', "note=@$folder/note.txt;type=text/x-note", '-F', "list[]=@$folder/note.txt", '-F', "list[]=@$folder/www/page.txt;filename=a name.txt", "$url/echo"), ['post', 'files', 'type']);
show('multipart, large', $answer = curl('-F', "f=@$folder/www/large", "$url/echo"), ['method']);
echo json_encode(json_decode($answer, true)['files']['f'][0][3] === md5($large)), "\n";
foreach (['1 MiB and Expect' => ['-H', 'Expect: 100-continue'], 'without' => ['-H', 'Expect:'], 'chunked' => ['-H', 'Transfer-Encoding: chunked'], 'chunked, Expect' => ['-H', 'Transfer-Encoding: chunked', '-H', 'Expect: 100-continue']] as $title => $more) {
    $answer = curl(...$more, ...['--data-binary', "@$folder/www/large", '-H', 'Content-Type: application/octet-stream', '-w', "\n%{http_code} %{size_upload}", "$url/echo"]);
    [$json, $facts] = explode("\n", $answer) + [1 => 'nothing'];
    echo "$title: ", json_encode([$right($json), json_decode($json)->chunked, $facts]), "\n";
}
echo 'streamed: ', json_encode(curl('-T', "$folder/www/large", "$url/stream") === md5($large)), "\n";
echo 'streamed, chunked: ', json_encode(curl('-H', 'Transfer-Encoding: chunked', '-T', "$folder/www/large", "$url/stream") === md5($large)), "\n";
file_put_contents("$folder/huge", str_repeat('h', 11_000_000));
echo 'too large: ', curl('-o', '/dev/null', '-w', '%{http_code}', '-H', 'Expect: 100-continue', '--data-binary', "@$folder/huge", "$url/echo"), ' ';
echo json_encode((bool) preg_match('/^413/', curl('-o', '/dev/null', '-w', '%{http_code}', '-H', 'Expect:', '--data-binary', "@$folder/huge", "$url/echo"))), "\n";

echo "-- answers\n";
echo 'chunks: ', strlen(curl("$url/chunks")), ' ', json_encode(str_contains(curl('-v', '--trace-ascii', '-', '-o', '/dev/null', "$url/chunks"), 'X-Sum: 50')), "\n";
echo 'file: ', json_encode(curl("$url/large") === $large), "\n";
foreach (['0-99', '2999990-', '-10', '1000000-1999999'] as $range) {
    $part = curl('-r', $range, "$url/large");
    echo "range $range: ", strlen($part), ' ', json_encode(str_contains($large, $part)), "\n";
}
echo 'range beyond: ', curl('-o', '/dev/null', '-w', '%{http_code}', '-r', '3000000-', "$url/large"), "\n";
file_put_contents("$folder/part", substr($large, 0, 1234567));
curl('-C', '-', '-o', "$folder/part", "$url/large");
echo 'resumed: ', json_encode(file_get_contents("$folder/part") === $large), "\n";
echo 'compressed: ', json_encode([curl('--compressed', "$url/page") === $page, (int) curl('--compressed', '-o', '/dev/null', '-w', '%{size_download}', "$url/page") < strlen($page)]), "\n";
curl('--etag-save', "$folder/etag", '-o', '/dev/null', "$url/page.txt");
echo 'etag: ', curl('--etag-compare', "$folder/etag", '-o', '/dev/null', '-w', '%{http_code}', "$url/page.txt"), "\n";
echo 'time: ', curl('-z', "$folder/www/page.txt", '-o', '/dev/null', '-w', '%{http_code}', "$url/page.txt"), "\n";
echo 'cookies: ', curl('-c', "$folder/jar", "$url/cookie"), ' ', curl('-b', "$folder/jar", '-c', "$folder/jar", "$url/cookie"), ' ', curl('-b', "$folder/jar", "$url/cookie"), "\n";

echo "-- reuse\n";
echo 'one connection: ', curl('-w', '%{num_connects} ', '-o', '/dev/null', '-o', '/dev/null', '-o', '/dev/null', '-o', '/dev/null', "$url/echo", "$url/large", "$url/chunks", "$url/page.txt"), "\n";
echo 'after an error: ', curl('-w', '%{http_code} %{num_connects}, ', '-o', '/dev/null', '-o', '/dev/null', "$url/status?code=404", "$url/echo"), "\n";
$outputs = [];
for ($i = 0; $i < 40; ++$i) {
    array_push($outputs, '-o', "$folder/out$i");
}
curl('--parallel', '--parallel-max', '20', ...$outputs, ...array_fill(0, 40, "$url/large"));
echo 'parallel: ', count(array_filter(range(0, 39), fn ($i) => file_get_contents("$folder/out$i") === $large)), "\n";
echo 'slow reader: ', curl('--limit-rate', '6M', '-o', '/dev/null', '-w', '%{http_code} %{size_download}', "$url/large"), "\n";

echo "-- TLS\n";
$secure = new Server($code("'ssl_cert_file' => '$folder/server.pem', 'ssl_key_file' => '$folder/server.key'"));
$https = "https://localhost:$secure->port";
$trust = ['--cacert', "$folder/ca.pem", '-4'];
show('GET', curl(...$trust, ...["$https/echo"]));
echo 'large: ', json_encode(curl(...$trust, ...["$https/large"]) === $large), "\n";
echo 'upload: ', json_encode($right(curl(...$trust, ...['-T', "$folder/www/large", "$https/echo"]))), "\n";
foreach (['1.2', '1.3'] as $version) {
    echo "TLS $version: ", curl(...$trust, ...["--tlsv$version", '--tls-max', $version, '-o', '/dev/null', '-w', '%{http_code} %{http_version}', "$https/echo"]), "\n";
}
echo 'one connection: ', curl(...$trust, ...['-w', '%{num_connects} ', '-o', '/dev/null', '-o', '/dev/null', '-o', '/dev/null', "$https/echo", "$https/large", "$https/echo"]), "\n";
echo 'not trusted: ', preg_replace('/:.*/s', ']', curl('-4', "$https/echo")), "\n";
echo 'offers HTTP/2: ', curl(...$trust, ...['--http2', '-o', '/dev/null', '-w', '%{http_code} %{http_version}', "$https/echo"]), "\n";
$strict = new Server($code("'ssl_cert_file' => '$folder/server.pem', 'ssl_key_file' => '$folder/server.key', 'ssl_verify_peer' => true, 'ssl_client_cert_file' => '$folder/ca.pem'"));
$https = "https://localhost:$strict->port";
echo 'no certificate: ', json_encode((bool) preg_match('/^\[curl ends with (35|52|55|56):/', curl(...$trust, ...["$https/echo"]))), "\n";
show('client certificate', curl(...$trust, ...['--cert', "$folder/client.pem", '--key', "$folder/client.key", "$https/echo"]));
echo "-- unix socket\n";
$local = new Server("\$server = server(fn (\$req) => 'host ' . \$req->header['host'], [], 'unix:$folder/s.sock'); \$server->start();");
echo curl('--unix-socket', "$folder/s.sock", 'http://some.host/'), "\n";
var_dump($server->stop(), $secure->stop(), $server->log(), $secure->log());
?>
--EXPECT--
-- methods
GET: {"method":"GET","uri":"/echo?a=b%20c","length":0}
DELETE: {"method":"DELETE","uri":"/echo?a=b%20c","length":0}
OPTIONS: {"method":"OPTIONS","uri":"/echo?a=b%20c","length":0}
PATCH: {"method":"PATCH","uri":"/echo?a=b%20c","length":0}
PURGE: {"method":"PURGE","uri":"/echo?a=b%20c","length":0}
POST: {"method":"POST","post":{"a":"1","b":["2","3"]},"type":"application/x-www-form-urlencoded"}
PUT: {"method":"PUT","chunked":false,"length":3000000}
true
HTTP/1.0: {"protocol":"HTTP/1.0"}
HEAD: HTTP/1.1 200 OK
Content-Length: 3000000


204:  204 0
304:  304 0
404:  404 0
moved: {"method":"POST","uri":"/echo?moved=1","post":{"kept":"1"}}
-- uploads
multipart: {"post":{"field":"a value"},"files":{"note":[["note.txt","text/x-note",20,"93da7066446de8c1bdf46e69e1fbf457"]],"list":[["note.txt","text/plain",20,"93da7066446de8c1bdf46e69e1fbf457"],["a name.txt","text/plain",75000,"6620ec417a5149a5cf3b9c32bcca1f8d"]]},"type":"multipart/form-data"}
multipart, large: {"method":"POST"}
true
1 MiB and Expect: [true,false,"200 3000000"]
without: [true,false,"200 3000000"]
chunked: [true,true,"200 3000373"]
chunked, Expect: [true,true,"200 3000373"]
streamed: true
streamed, chunked: true
too large: 413 true
-- answers
chunks: 200000 true
file: true
range 0-99: 100 true
range 2999990-: 10 true
range -10: 10 true
range 1000000-1999999: 1000000 true
range beyond: 416
resumed: true
compressed: [true,true]
etag: 304
time: 304
cookies: [] {"a":"value 0"} {"a":"value 7"}
-- reuse
one connection: 1 0 0 0 
after an error: 404 1, 200 0, 
parallel: 40
slow reader: 200 3000000
-- TLS
GET: {"method":"GET","uri":"/echo","length":0}
large: true
upload: true
TLS 1.2: 200 1.1
TLS 1.3: 200 1.1
one connection: 1 0 0 
not trusted: [curl ends with 60]
offers HTTP/2: 200 1.1
no certificate: true
client certificate: {"method":"GET","uri":"/echo","length":0}
-- unix socket
host some.host
int(0)
int(0)
string(0) ""
string(0) ""
