--TEST--
HTTP: sendFile(): types, ranges, conditions, a part, what is no file
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    chdir(__DIR__);
    file_put_contents('a.txt', '0123456789');
    file_put_contents('page.html', '<p>');
    file_put_contents('data.unknownkind', 'x');
    file_put_contents('empty', '');
    file_put_contents('large.bin', random_bytes(3_000_000));
    array_map(fn ($file) => touch($file, 1000000000), glob('*'));
    server(function ($req, $res) {
        $name = substr($req->path, 1);
        if (isset($req->get['type'])) {
            $res->header('Content-Type', $req->get['type']);
        }
        if (isset($req->get['etag'])) {
            $res->header('ETag', '"own"');
        }
        if (isset($req->get['status'])) {
            $res->status((int) $req->get['status']);
        }
        if ($name === 'md5') {
            return md5_file('large.bin');
        }
        if (isset($req->get['from'])) {
            return $res->sendFile($name, (int) $req->get['from'], isset($req->get['length']) ? (int) $req->get['length'] : null);
        }
        if ($req->path === '/async') {
            return (function () use ($res) { yield Aha\sleep(0.001); $res->sendFile('a.txt'); })();
        }
        return $res->sendFile($name);
    }, ['json_errors' => true])->start();
    PHP);
$etag = '';
$client = $server->connect();
function show(string $name, string $path, array $header = [], string $method = 'GET'): Answer
{
    global $client;
    $client->send(request($path, $header, $method));
    $answer = $client->answer($method === 'HEAD');
    echo str_pad($name, 26), $answer->status, ' ', strlen($answer->body) < 100 ? rtrim($answer->body) : strlen($answer->body) . ' bytes';
    foreach (['content-type', 'content-range', 'content-length', 'last-modified'] as $field) {
        echo isset($answer->header[$field]) ? ' | ' . $answer->header[$field] : '';
    }
    echo "\n";
    return $answer;
}
$etag = show('whole', '/a.txt')->header('etag');
$date = 'Sun, 09 Sep 2001 01:46:40 GMT';
var_dump((bool) preg_match('/^"[^"]+"$/', $etag));
show('HEAD', '/a.txt', method: 'HEAD');
show('html', '/page.html');
show('unknown', '/data.unknownkind');
show('own type', '/a.txt?type=x/y');
show('empty', '/empty');
show('in a coroutine', '/async');
echo "ranges\n";
foreach (['bytes=0-3', 'bytes=7-', 'bytes=-2', 'bytes=0-100', 'bytes=0-0', 'bytes=10-', 'bytes=-0', 'bytes=5-2', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,4-5'] as $range) {
    show($range, '/a.txt', ["Range: $range"]);
}
show('HEAD with range', '/a.txt', ['Range: bytes=0-3'], 'HEAD');
show('POST with range', '/a.txt', ['Range: bytes=0-3'], 'POST');
show('range of empty', '/empty', ['Range: bytes=0-3']);
show('If-Range etag', '/a.txt', ['Range: bytes=0-3', "If-Range: $etag"]);
show('If-Range other', '/a.txt', ['Range: bytes=0-3', 'If-Range: "other"']);
show('If-Range date', '/a.txt', ['Range: bytes=0-3', "If-Range: $date"]);
echo "conditions\n";
show('If-None-Match', '/a.txt', ["If-None-Match: $etag"]);
show('If-None-Match list', '/a.txt', ["If-None-Match: \"x\", W/$etag"]);
show('If-None-Match *', '/a.txt', ['If-None-Match: *']);
show('If-None-Match other', '/a.txt', ['If-None-Match: "x"']);
show('If-Modified-Since same', '/a.txt', ["If-Modified-Since: $date"]);
show('If-Modified-Since before', '/a.txt', ['If-Modified-Since: Sun, 09 Sep 2001 01:46:39 GMT']);
show('If-Modified-Since bad', '/a.txt', ['If-Modified-Since: yesterday']);
show('etag wins over date', '/a.txt', ['If-None-Match: "x"', "If-Modified-Since: $date"]);
show('If-Match other', '/a.txt', ['If-Match: "x"']);
show('If-Unmodified-Since', '/a.txt', ['If-Unmodified-Since: Sun, 09 Sep 2001 01:46:39 GMT']);
show('own etag', '/a.txt?etag=1', ['If-None-Match: "own"']);
echo "parts that the handler chooses\n";
show('from 3', '/a.txt?from=3');
show('from 3, 4 bytes', '/a.txt?from=3&length=4');
show('too long', '/a.txt?from=8&length=100');
show('beyond', '/a.txt?from=100');
show('0 bytes', '/a.txt?from=0&length=0');
show('negative', '/a.txt?from=-1');
show('own status', '/page.html?status=404');
echo "no file\n";
show('missing', '/missing');
show('directory', '/.');
show('device', '//dev/zero');
echo "large, and the connection goes on\n";
$client->send(request('/large.bin') . request('/md5'));
$body = $client->answer()->body;
var_dump(strlen($body), md5($body) === $client->answer()->body);
$client->send(request('/large.bin', ['Range: bytes=2000000-2999999']));
var_dump($client->answer()->body === substr($body, 2_000_000));
var_dump($server->stop());
echo $server->log();
?>
--EXPECTF--
whole                     200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
bool(true)
HEAD                      200  | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
html                      200 <p> | text/html; charset=utf-8 | 3 | Sun, 09 Sep 2001 01:46:40 GMT
unknown                   200 x | application/octet-stream | 1 | Sun, 09 Sep 2001 01:46:40 GMT
own type                  200 0123456789 | x/y | 10 | Sun, 09 Sep 2001 01:46:40 GMT
empty                     200  | application/octet-stream | 0 | Sun, 09 Sep 2001 01:46:40 GMT
in a coroutine            200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
ranges
bytes=0-3                 206 0123 | text/plain; charset=utf-8 | bytes 0-3/10 | 4 | Sun, 09 Sep 2001 01:46:40 GMT
bytes=7-                  206 789 | text/plain; charset=utf-8 | bytes 7-9/10 | 3 | Sun, 09 Sep 2001 01:46:40 GMT
bytes=-2                  206 89 | text/plain; charset=utf-8 | bytes 8-9/10 | 2 | Sun, 09 Sep 2001 01:46:40 GMT
bytes=0-100               206 0123456789 | text/plain; charset=utf-8 | bytes 0-9/10 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
bytes=0-0                 206 0 | text/plain; charset=utf-8 | bytes 0-0/10 | 1 | Sun, 09 Sep 2001 01:46:40 GMT
bytes=10-                 416 {"error":{"status":416,"message":"Range Not Satisfiable"}} | application/json | bytes */10 | 59
bytes=-0                  416 {"error":{"status":416,"message":"Range Not Satisfiable"}} | application/json | bytes */10 | 59
bytes=5-2                 200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
bytes=a-b                 200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
lines=1-2                 200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
bytes=0-1,4-5             200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
HEAD with range           200  | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
POST with range           200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
range of empty            416 {"error":{"status":416,"message":"Range Not Satisfiable"}} | application/json | bytes */0 | 59
If-Range etag             206 0123 | text/plain; charset=utf-8 | bytes 0-3/10 | 4 | Sun, 09 Sep 2001 01:46:40 GMT
If-Range other            200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
If-Range date             206 0123 | text/plain; charset=utf-8 | bytes 0-3/10 | 4 | Sun, 09 Sep 2001 01:46:40 GMT
conditions
If-None-Match             304  | Sun, 09 Sep 2001 01:46:40 GMT
If-None-Match list        304  | Sun, 09 Sep 2001 01:46:40 GMT
If-None-Match *           304  | Sun, 09 Sep 2001 01:46:40 GMT
If-None-Match other       200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
If-Modified-Since same    304  | Sun, 09 Sep 2001 01:46:40 GMT
If-Modified-Since before  200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
If-Modified-Since bad     200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
etag wins over date       200 0123456789 | text/plain; charset=utf-8 | 10 | Sun, 09 Sep 2001 01:46:40 GMT
If-Match other            412 {"error":{"status":412,"message":"Precondition Failed"}} | application/json | 57
If-Unmodified-Since       412 {"error":{"status":412,"message":"Precondition Failed"}} | application/json | 57
own etag                  304  | Sun, 09 Sep 2001 01:46:40 GMT
parts that the handler chooses
from 3                    200 3456789 | text/plain; charset=utf-8 | 7
from 3, 4 bytes           200 3456 | text/plain; charset=utf-8 | 4
too long                  200 89 | text/plain; charset=utf-8 | 2
beyond                    200  | text/plain; charset=utf-8 | 0
0 bytes                   200  | text/plain; charset=utf-8 | 0
negative                  500 {"error":{"status":500,"message":"Internal Server Error"}} | application/json | 59
own status                404 <p> | text/html; charset=utf-8 | 3
no file
missing                   404 {"error":{"status":404,"message":"There is no such file"}} | application/json | 59
directory                 404 {"error":{"status":404,"message":"There is no such file"}} | application/json | 59
device                    404 {"error":{"status":404,"message":"There is no such file"}} | application/json | 59
large, and the connection goes on
int(3000000)
bool(true)
bool(true)
int(0)
aha: unhandled error in request GET /a.txt: ValueError: Aha\Server\Response::sendFile(): Argument #2 ($offset) must be greater than or equal to 0 in server.php:24
#0 server.php(24): Aha\Server\Response->sendFile('a.txt', -1, NULL)
#1 [internal function]: {closure}(Object(Aha\Server\Request), Object(Aha\Server\Response))
#2 server.php(30): Aha\Network\Server->start()
#3 {main}
