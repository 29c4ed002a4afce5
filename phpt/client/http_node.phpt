--TEST--
HTTP client: against Node's server
--EXTENSIONS--
aha
--SKIPIF--
<?php
exec('node --version 2>/dev/null', $out, $status);
$status === 0 or die('skip node is not installed');
?>
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\{Http, HttpClient};
$script = <<<'JS'
const http = require('http'), zlib = require('zlib'), crypto = require('crypto');
const server = http.createServer((req, res) => {
  const pieces = [];
  req.on('data', d => pieces.push(d));
  req.on('end', () => {
    const body = Buffer.concat(pieces);
    if (req.url === '/gzip') { res.setHeader('Content-Encoding', 'gzip'); res.end(zlib.gzipSync('x'.repeat(100000))); return; }
    if (req.url === '/br') { res.setHeader('Content-Encoding', 'br'); res.end(zlib.brotliCompressSync('brotli')); return; }
    if (req.url === '/chunks') { let i = 0; const go = () => i < 50 ? (res.write('c'.repeat(1000)), ++i, setImmediate(go)) : (res.addTrailers({'X-Sum': '50'}), res.end()); res.setHeader('Trailer', 'X-Sum'); go(); return; }
    if (req.url === '/hints') { res.writeEarlyHints ? res.writeEarlyHints({link: '</a>; rel=preload'}) : 0; res.end('after hints'); return; }
    if (req.url === '/cookies') { res.setHeader('Set-Cookie', ['a=1', 'b=2']); res.end(); return; }
    if (req.url === '/cut') { res.setHeader('Content-Length', 100); res.write('cut'); setTimeout(() => req.socket.destroy(), 10); return; }
    res.end(JSON.stringify({method: req.method, length: body.length, md5: crypto.createHash('md5').update(body).digest('hex'), te: req.headers['transfer-encoding'] || null, expect: req.headers.expect || null}));
  });
});
server.keepAliveTimeout = 50;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume(); process.stdin.on('end', () => process.exit());
JS;
$process = proc_open(['node', '-e', $script], [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes);
register_shutdown_function(function () use ($process) { proc_terminate($process, 9); });
stream_set_timeout($pipes[1], (int) patience());
$url = 'http://127.0.0.1:' . (int) fgets($pipes[1]);

Aha\run(function () use ($url) {
    $client = new HttpClient();
    $data = random_bytes(500000);
    foreach ([['body' => $data], ['body' => str_split($data, 7777)], ['body' => $data, 'expect_continue' => true]] as $options) {
        $r = (yield $client->post($url, $options))->json();
        echo json_encode([$r['method'], $r['length'], $r['md5'] === md5($data), $r['te'], $r['expect']]), "\n";
    }
    echo strlen((yield $client->get("$url/gzip"))->body), "\n";
    $r = yield $client->get("$url/chunks");
    echo strlen($r->body), ' ', json_encode($r->body()->trailers()), "\n";
    echo (yield $client->get("$url/hints"))->body, "\n";
    echo json_encode((yield $client->get("$url/cookies"))->headers()['set-cookie']), "\n";
    echo (yield $client->head("$url/"))->header['content-length'] ?? 'no length', "\n";
    try {
        yield $client->get("$url/cut");
        echo "complete\n";
    } catch (Aha\ConnectException $e) {
        echo "cut\n";
    }
    // Node closes idle connections after 50 ms: a request on such a one is sent anew.
    for ($i = 0; $i < 10; ++$i) {
        yield $client->get("$url/");
        yield Aha\sleep(0.045 + $i / 1000);
    }
    echo $client->stats()['failed'], " failed: the one that was cut\n";
    $all = yield array_map(fn ($i) => $client->get("$url/?$i"), range(1, 200));
    echo array_sum(array_column($all, 'status')), "\n";
});
?>
--EXPECT--
["POST",500000,true,null,null]
["POST",500000,true,"chunked",null]
["POST",500000,true,null,"100-continue"]
100000
50000 {"x-sum":"50"}
after hints
["a=1","b=2"]
no length
cut
1 failed: the one that was cut
40000
