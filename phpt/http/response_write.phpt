--TEST--
HTTP: write() and end(): chunks, trailers, a declared length, HEAD, HTTP/1.0
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $res->header('Content-Type', 'application/octet-stream');
        switch ($req->path) {
            case '/chunks':
                return (function () use ($res) {
                    yield $res->write('one');
                    yield $res->write('');
                    yield $res->write('two');
                    $res->trailer('X-Sum', '42');
                    return 'three';
                })();
            case '/sync':
                $res->write('a');
                $res->write('b');
                $res->trailer('X-Sum', '1');
                $res->end('c');
                return;
            case '/length':
                return (function () use ($res) {
                    $res->header('Content-Length', '6');
                    yield $res->write('abc');
                    yield $res->write('def');
                })();
            case '/more':
                return (function () use ($res) {
                    $res->header('Content-Length', '4');
                    yield $res->write('abc');
                    try {
                        yield $res->write('def');
                    } catch (Aha\StateException $e) {
                        echo $e->getMessage(), "\n";
                        return 'd';
                    }
                })();
            case '/less':
                return (function () use ($res) {
                    $res->header('Content-Length', '6');
                    yield $res->write('abc');
                })();
            case '/large':
                return (function () use ($res) {
                    for ($i = 0; $i < 50; ++$i) {
                        yield $res->write(str_repeat(chr(97 + $i % 26), 100_000));
                    }
                })();
            case '/fails':
                return (function () use ($res) {
                    yield $res->write('begun');
                    throw new RuntimeException('in the middle');
                })();
            case '/hints':
                $res->header('Link', '</a.css>; rel=preload');
                $res->earlyHints();
                return 'hinted';
        }
    })->start();
    PHP);
function show(?Answer $answer): void
{
    echo $answer->status, ' [', $answer->chunks ? implode('|', $answer->chunks) : $answer->body, '] length ', $answer->header('content-length'),
        $answer->trailer ? ' trailer ' . json_encode($answer->trailer) : '', $answer->broken ? " $answer->broken" : '', "\n";
}
$client = $server->connect();
foreach (['/chunks', '/sync', '/length', '/more'] as $path) {
    $client->send(request($path));
    echo "$path ";
    show($client->answer());
}
echo 'HEAD: ';
$client->send(request('/chunks', method: 'HEAD') . request('/sync'));
show($client->answer(noBody: true));
show($client->answer());
echo 'large: ';
$client->send(request('/large'));
$body = $client->answer()->body;
var_dump(strlen($body), md5($body) === md5(implode(array_map(fn ($i) => str_repeat(chr(97 + $i % 26), 100_000), range(0, 49)))));
echo "HTTP/1.0: ";
$client->send("GET /chunks HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
show($client->answer());
echo 'less than announced: ';
show($server->get('/less'));
echo 'fails in the middle: ';
show($server->get('/fails'));
$client = $server->connect();
$client->send(request('/hints'));
$hints = $client->answer();
echo $hints->status, ' ', $hints->header('link'), "\n", $client->answer();
echo $server->request("GET /hints HTTP/1.0\r\n\r\n");
var_dump($server->stop());
echo $server->log();
?>
--EXPECTF--
/chunks 200 [one|two|three] length - trailer {"x-sum":"42"}
/sync 200 [a|b|c] length - trailer {"x-sum":"1"}
/length 200 [abcdef] length 6
/more 200 [abcd] length 4
HEAD: 200 [] length -
200 [a|b|c] length - trailer {"x-sum":"1"}
large: int(5000000)
bool(true)
HTTP/1.0: 200 [onetwothree] length -
less than announced: 200 [abc] length 6 cut in the body
fails in the middle: 200 [begun] length - cut in the body
103 </a.css>; rel=preload
200 hinted
200 hinted
int(0)
More was written than the Content-Length of 4 bytes
aha: request GET /less: the response ends 3 bytes before its Content-Length
aha: unhandled error in request GET /fails: RuntimeException: in the middle in server.php:50
#0 [internal function]: {closure}()
#1 server.php(57): Aha\Network\Server->start()
#2 {main}
across tasks:
in a task spawned at server.php:2
