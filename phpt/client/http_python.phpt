--TEST--
HTTP client: against Python's server, which speaks HTTP/1.0 and closes
--EXTENSIONS--
aha
--SKIPIF--
<?php
exec('python3 -c "import http.server" 2>/dev/null', $out, $status);
$status === 0 or die('skip python3 is not installed');
?>
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\HttpClient;
$folder = temporaryFolder();
file_put_contents("$folder/large", $large = random_bytes(2000000));
mkdir("$folder/sub");
$script = 'import http.server,sys,functools
h=functools.partial(http.server.SimpleHTTPRequestHandler,directory=sys.argv[1])
s=http.server.ThreadingHTTPServer(("127.0.0.1",0),h)
print(s.server_address[1],flush=True)
s.serve_forever()';
$process = proc_open(['python3', '-c', $script, $folder], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
register_shutdown_function(function () use ($process) { proc_terminate($process, 9); });
stream_set_timeout($pipes[1], (int) patience());
$url = 'http://127.0.0.1:' . (int) fgets($pipes[1]);
Aha\run(function () use ($url, $large, $folder) {
    $client = new HttpClient();
    $r = yield $client->get("$url/large");
    echo $r->status, ' ', $r->protocol, ' ', json_encode([$r->body === $large, $r->reused, isset($r->header['last-modified'])]), "\n";
    $r = yield $client->get("$url/large", ['headers' => ['If-Modified-Since' => $r->header['last-modified']]]);
    echo $r->status, ' ', json_encode($r->body), "\n";
    $r = yield $client->get("$url/sub");
    echo $r->status, ' ', count($r->redirects), ' ', str_replace($url, 'URL', $r->url), "\n";
    echo (yield $client->head("$url/large"))->header['content-length'], "\n";
    echo (yield $client->post("$url/large", ['body' => 'x']))->status, "\n";
    echo (yield $client->get("$url/nothing"))->status, "\n";
    yield $client->get("$url/large", ['sink' => "$folder/copy"]);
    echo json_encode(file_get_contents("$folder/copy") === $large), "\n";
    $all = yield array_map(fn ($i) => $client->get("$url/large?$i", ['timeout' => 60]), range(1, 20));
    echo array_sum(array_map(fn ($r) => strlen($r->body), $all)), "\n";
});
?>
--EXPECT--
200 HTTP/1.0 [true,false,true]
304 ""
200 1 URL/sub/
2000000
501
404
true
40000000
