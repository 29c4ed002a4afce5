--TEST--
HTTP client: bodies piece by piece, both ways, with backpressure; and files
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\Http;
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        switch ($req->path) {
            case '/large':
                return (function () use ($res) {
                    for ($i = 0; $i < 256; ++$i) {
                        yield $res->write(str_repeat(chr(97 + $i % 26), 16384));
                    }
                })();
            case '/endless':
                return (function () use ($res) {
                    try {
                        while (true) {
                            yield $res->write(str_repeat('x', 65536));
                        }
                    } finally {
                        echo "the client has gone\n";
                    }
                })();
            case '/up':
                return (function () use ($req) {
                    $bytes = 0;
                    $hash = hash_init('md5');
                    while (($piece = yield $req->body()->read()) !== null) {
                        $bytes += strlen($piece);
                        hash_update($hash, $piece);
                    }
                    return ['bytes' => $bytes, 'md5' => hash_final($hash), 'chunked' => isset($req->header['transfer-encoding'])];
                })();
            case '/slow':
                return (function () use ($req) {
                    yield Aha\sleep(0.3);
                    $bytes = 0;
                    while (($piece = yield $req->body()->read()) !== null) {
                        $bytes += strlen($piece);
                    }
                    return $bytes;
                })();
            case '/refuse':
                return $res->status(413)->end('no');
        }
        return $res->status(404)->end('not here');
    }, ['stream_body' => true, 'package_max_length' => 1 << 30])->start();
    PHP, ['output_buffering=0']);
$url = "http://127.0.0.1:$server->port";
$folder = temporaryFolder();

Aha\run(function () use ($url, $folder, $server) {
    echo "-- down\n";
    $r = yield Http::get("$url/large", ['stream' => true]);
    echo $r->status, ' ', json_encode($r->body), ' ', json_encode($r->body()->isEnded()), "\n";
    $bytes = $pieces = 0;
    while (($piece = yield $r->body()->read()) !== null) {
        $bytes += strlen($piece);
        ++$pieces;
    }
    echo $bytes, ' ', $pieces > 1 ? 'pieces' : 'one piece', ' ', json_encode($r->body()->isEnded()), ' ', json_encode(yield $r->body()->read()), "\n";
    $r = yield Http::get("$url/large", ['stream' => true]);
    $first = yield $r->body()->read();
    echo strlen($first) + strlen(yield $r->body()->readAll()), "\n";
    $r = yield Http::get("$url/large", ['stream' => true]);
    try {
        yield $r->body()->readAll(100000);
    } catch (Aha\ProtocolException $e) {
        echo $e->getMessage(), "\n";
    }
    try {
        yield $r->body()->read();
    } catch (Aha\ProtocolException $e) {
        echo "again\n";
    }
    try {
        $r->json();
    } catch (Aha\StateException $e) {
        echo $e->getMessage(), "\n";
    }
    $r = yield Http::get("$url/large", ['stream' => true]);
    $read = $r->body()->readAll();
    try {
        $r->body()->read();
    } catch (Aha\StateException $e) {
        echo $e->getMessage(), "\n";
    }
    $r->body()->cancel();
    try {
        yield $read;
    } catch (Aha\CancelledException $e) {
        echo $e->getMessage(), "\n";
    }
    // Whoever drops it ends it.
    $r = yield Http::get("$url/endless", ['stream' => true, 'timeout' => 0]);
    echo strlen(yield $r->body()->read()) > 0 ? "some of it\n" : "nothing\n";
    $r = null;
    var_dump($server->logs('the client has gone'));

    echo "-- up\n";
    $pieces = function () {
        for ($i = 0; $i < 100; ++$i) {
            yield str_repeat(chr(97 + $i % 26), 30000);
            yield;
            yield '';
            if ($i % 25 === 0) {
                $got = yield Aha\sleep(0.001)->then(fn () => "after $i,");
                yield $got;
            }
        }
    };
    $text = implode('', array_map(fn ($i) => str_repeat(chr(97 + $i % 26), 30000) . ($i % 25 === 0 ? "after $i," : ''), range(0, 99)));
    $r = (yield Http::put("$url/up", ['body' => $pieces()]))->json();
    echo json_encode([$r['bytes'] === strlen($text), $r['md5'] === md5($text), $r['chunked']]), "\n";
    file_put_contents("$folder/in", $text);
    $r = (yield Http::put("$url/up", ['body' => fopen("$folder/in", 'r')]))->json();
    echo json_encode([$r['bytes'] === strlen($text), $r['md5'] === md5($text)]), "\n";
    $r = (yield Http::put("$url/up", ['body_file' => "$folder/in"]))->json();
    echo json_encode([$r['bytes'] === strlen($text), $r['md5'] === md5($text), $r['chunked']]), "\n";
    $r = (yield Http::put("$url/up", ['body' => ['a', 'bc', 'def']]))->json();
    echo json_encode($r), "\n";
    $r = (yield Http::put("$url/up", ['body' => new ArrayIterator(['a', 'bc'])]))->json();
    echo json_encode($r), "\n";
    $r = (yield Http::put("$url/up", ['body' => new ArrayObject([])]))->json();
    echo json_encode($r), "\n";
    // Nobody reads: the generator waits.
    $given = 0;
    $endless = (function () use (&$given) {
        for ($i = 0; $i < 2000; ++$i) {
            ++$given;
            yield str_repeat('x', 32768);
        }
    })();
    $slow = Http::put("$url/slow", ['body' => $endless]);
    yield Aha\sleep(0.1);
    echo $given < 1500 ? "held back\n" : "not held back: $given\n";
    echo (yield $slow)->body, "\n";

    echo "-- bodies that fail\n";
    foreach ([
        'throws' => (function () { yield 'a'; throw new DomainException('mine'); })(),
        'awaits' => (function () { yield 'a'; yield Aha\Future::failed(new DomainException('awaited')); })(),
        'number' => (function () { yield 'a'; yield 5; })(),
        'array' => ['a', []],
        'closed' => (function () { $f = fopen('php://memory', 'r'); fclose($f); return $f; }),
    ] as $name => $body) {
        try {
            yield Http::put("$url/up", ['body' => $body instanceof Closure ? $body() : $body]);
            echo "$name: no error\n";
        } catch (Throwable $e) {
            echo "$name: ", get_class($e), ': ', $e->getMessage(), "\n";
        }
    }
    $caught = (function () {
        try {
            yield Aha\Future::failed(new DomainException('awaited'));
        } catch (DomainException $e) {
            yield 'caught';
        }
    })();
    echo (yield Http::put("$url/up", ['body' => $caught]))->json()['bytes'], "\n";

    echo "-- to a file\n";
    $r = yield Http::get("$url/large", ['sink' => "$folder/out"]);
    echo $r->status, ' ', json_encode($r->body), ' ', filesize("$folder/out"), ' ', decoct(fileperms("$folder/out") & 0777 & ~umask()) === decoct(0666 & ~umask()) ? 'as other files' : 'other permissions', "\n";
    $r = yield Http::get("$url/missing", ['sink' => "$folder/missing"]);
    echo $r->status, ' ', $r->body, ' ', json_encode(file_exists("$folder/missing")), "\n";
    try {
        yield Http::get("$url/large", ['sink' => "$folder/no/such/folder"]);
    } catch (Throwable $e) {
        echo get_class($e), ': ', str_replace([$folder, $url], ['FOLDER', 'URL'], $e->getMessage()), "\n";
    }
    echo json_encode(array_values(array_diff(scandir($folder), ['.', '..']))), "\n";
});
var_dump($server->stop());
?>
--EXPECT--
-- down
200 "" false
4194304 pieces true null
4194304
The body of the response is larger than 100000 bytes, the limit of readAll()
again
The body was streamed, or went to a file: there is none to decode
Another read of this body is waiting already
The body of the response was cancelled
some of it
bool(true)
-- up
[true,true,true]
[true,true]
[true,true,false]
{"bytes":6,"md5":"e80b5017098950fc58aad83c8c14978e","chunked":true}
{"bytes":3,"md5":"900150983cd24fb0d6963f7d28e17f72","chunked":true}
{"bytes":0,"md5":"d41d8cd98f00b204e9800998ecf8427e","chunked":true}
held back
65536000
-- bodies that fail
throws: DomainException: mine
awaits: DomainException: awaited
number: Aha\ConfigException: Option "body" must be made of strings, it gave a value of type int
array: Aha\ConfigException: Option "body" must be made of strings, it gave a value of type array
closed: Aha\ConfigException: Aha\Client\HttpClient: option "body" must be a string, a stream or an iterable of strings, resource given
6
-- to a file
200 "" 4194304 as other files
404 not here false
Aha\StateException: GET URL/large: option "sink": create a file in FOLDER/no/such/: No such file or directory
["in","out"]
int(0)
