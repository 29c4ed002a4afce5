--TEST--
Access log: common, combined and JSON: fields, escapes, request ids, clients that leave, overload, broken requests
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

foreach (['common', 'combined', 'json'] as $format) {
    echo "-- $format\n";
    $server = new Server(<<<PHP
        server(function (\$request, \$response) {
            switch (\$request->path) {
                case '/wait':
                case '/leave':
                    return (function () use (\$request) {
                        echo "it waits\\n";
                        for (\$file = __DIR__ . "/go" . basename(\$request->path); !is_file(\$file);) { yield Aha\\sleep(0.01); }
                        return 'waited';
                    })();
                case '/throws':
                    throw new LogicException('failed');
                case '/stream':
                    return (function () use (\$response) { yield \$response->write('abc'); yield \$response->write('def'); })();
                case '/id':
                    return \$request->id();
            }
            return 'hello';
        }, ['access_log' => __DIR__ . '/access', 'access_log_format' => '$format', 'trusted_proxies' => ['127.0.0.1'], 'max_concurrency' => 1,
            'health_path' => '/health'])->start();
        PHP);

    $expected = 0;
    /** Sends it, and waits for its line, so that they come in order. */
    $log = function (?string $bytes, ?callable $after = null) use ($server, &$expected) {
        $client = $server->connect();
        $client->send($bytes);
        if ($after) {
            $after($client);
        } else {
            $client->answer(str_starts_with($bytes, 'HEAD '));
        }
        ++$expected;
        eventually(fn () => count((array) @file("$server->folder/access")) >= $expected) || print("no line for $bytes\n");
    };
    $log(request('/a?x=1&y=%22', ['User-Agent: Mozilla/5.0 (X11) "quoted" \\ back', 'Referer: http://there/?q="<x>', 'X-Request-Id: my-id.7',
        'X-Forwarded-For: 198.51.100.3, 192.0.2.9', 'Authorization: Basic ' . base64_encode('ada:secret-word'), 'Cookie: session=secret-cookie']));
    $log(request('/', ["User-Agent: caf\xc3\xa9 \x80\xff\ttab", 'X-Request-Id: "bad id"']));
    $log(request('/' . str_repeat('x', 5000), ['X-Request-Id: long']));
    $log(request('/', ['X-Request-Id: head'], 'HEAD'));
    $log(request('/post', ['X-Request-Id: post'], 'POST', 'password=secret-body'));
    $log(request('/throws', ['X-Request-Id: throws']));
    $log(request('/stream', ['X-Request-Id: stream']));
    $log(request('/health', ['X-Request-Id: health']));
    $log("GARBAGE\r\n\r\n");
    $log("GET / HTTP/1.0\r\n\r\n");
    // One that waits, one that is refused meanwhile, one whose client leaves.
    $log(request('/wait', ['X-Request-Id: waits']), function ($client) use ($server, $log) {
        $server->logs('it waits');
        $log(request('/refused', ['X-Request-Id: refused']));
        touch("$server->folder/gowait");
        $client->answer();
    });
    $server->log();
    $log(request('/leave', ['X-Request-Id: leaves']), function ($client) use ($server) {
        $server->logs('it waits');
        $client->close();
    });
    touch("$server->folder/goleave");
    if ($format === 'json') { // all have an id, those that were made too; it is the one that the handler sees
        $id = $server->get('/id')->body;
    }
    $server->stop();
    $text = file_get_contents("$server->folder/access");
    check(!str_contains($text, 'secret'), 'no secrets');
    check(preg_match('/[\x00-\x09\x0b-\x1f\x7f]/', $text) === 0, 'no control characters');
    if ($format === 'json') {
        $lines = explode("\n", rtrim($text, "\n"));
        $ids = array_map(fn ($line) => json_decode($line)->request_id ?? null, $lines);
        check(end($ids) === $id, "the id of the handler: $id");
        $ids = array_filter($ids);
        check(count($ids) === count($lines) - 1 && count($ids) === count(array_unique($ids)), 'each has one of its own, but for the garbage');
        array_pop($lines);
        $text = implode("\n", $lines) . "\n";
        foreach ($lines as $line) {
            $record = json_decode($line, true, 8, JSON_THROW_ON_ERROR);
            check($record['duration'] >= 0 && is_float($record['duration'] + 0.0), 'duration');
            check(abs(strtotime($record['time']) - time()) < 600, 'time');
        }
        $text = preg_replace(['/"time":"[^"]*"/', '/"duration":[\d.]+/', '/"request_id":"[0-9a-f]{8}-\d+"/', '/"worker":0/'],
            ['"time":T', '"duration":D', '"request_id":"MADE"', '"worker":0'], $text);
    }
    $text = preg_replace(['~\[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]~', '/x{1000,}/'], ['[DATE]', 'x…x'], $text);
    echo $text;
}
?>
--EXPECT--
-- common
192.0.2.9 - - [DATE] "GET /a?x=1&y=%22 HTTP/1.1" 200 5
127.0.0.1 - - [DATE] "GET / HTTP/1.1" 200 5
127.0.0.1 - - [DATE] "GET /x…x HTTP/1.1" 200 5
127.0.0.1 - - [DATE] "HEAD / HTTP/1.1" 200 0
127.0.0.1 - - [DATE] "POST /post HTTP/1.1" 200 5
127.0.0.1 - - [DATE] "GET /throws HTTP/1.1" 500 582
127.0.0.1 - - [DATE] "GET /stream HTTP/1.1" 200 6
127.0.0.1 - - [DATE] "GET /health HTTP/1.1" 200 3
127.0.0.1 - - [DATE] "-" 400 591
127.0.0.1 - - [DATE] "GET / HTTP/1.0" 200 5
127.0.0.1 - - [DATE] "GET /refused HTTP/1.1" 503 578
127.0.0.1 - - [DATE] "GET /wait HTTP/1.1" 200 6
127.0.0.1 - - [DATE] "GET /leave HTTP/1.1" 499 0
-- combined
192.0.2.9 - - [DATE] "GET /a?x=1&y=%22 HTTP/1.1" 200 5 "http://there/?q=\x22<x>" "Mozilla/5.0 (X11) \x22quoted\x22 \x5C back"
127.0.0.1 - - [DATE] "GET / HTTP/1.1" 200 5 "-" "caf\xC3\xA9 \x80\xFF\x09tab"
127.0.0.1 - - [DATE] "GET /x…x HTTP/1.1" 200 5 "-" "-"
127.0.0.1 - - [DATE] "HEAD / HTTP/1.1" 200 0 "-" "-"
127.0.0.1 - - [DATE] "POST /post HTTP/1.1" 200 5 "-" "-"
127.0.0.1 - - [DATE] "GET /throws HTTP/1.1" 500 582 "-" "-"
127.0.0.1 - - [DATE] "GET /stream HTTP/1.1" 200 6 "-" "-"
127.0.0.1 - - [DATE] "GET /health HTTP/1.1" 200 3 "-" "-"
127.0.0.1 - - [DATE] "-" 400 591 "-" "-"
127.0.0.1 - - [DATE] "GET / HTTP/1.0" 200 5 "-" "-"
127.0.0.1 - - [DATE] "GET /refused HTTP/1.1" 503 578 "-" "-"
127.0.0.1 - - [DATE] "GET /wait HTTP/1.1" 200 6 "-" "-"
127.0.0.1 - - [DATE] "GET /leave HTTP/1.1" 499 0 "-" "-"
-- json
{"time":T,"remote_addr":"192.0.2.9","method":"GET","target":"/a?x=1&y=%22","protocol":"HTTP/1.1","status":200,"bytes":5,"referer":"http://there/?q=\"<x>","user_agent":"Mozilla/5.0 (X11) \"quoted\" \\ back","duration":D,"request_id":"my-id.7","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/","protocol":"HTTP/1.1","status":200,"bytes":5,"user_agent":"café \ufffd\ufffd\ttab","duration":D,"request_id":"MADE","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/x…x","protocol":"HTTP/1.1","status":200,"bytes":5,"duration":D,"request_id":"long","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"HEAD","target":"/","protocol":"HTTP/1.1","status":200,"bytes":0,"duration":D,"request_id":"head","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"POST","target":"/post","protocol":"HTTP/1.1","status":200,"bytes":5,"duration":D,"request_id":"post","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/throws","protocol":"HTTP/1.1","status":500,"bytes":582,"duration":D,"request_id":"throws","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/stream","protocol":"HTTP/1.1","status":200,"bytes":6,"duration":D,"request_id":"stream","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/health","protocol":"HTTP/1.1","status":200,"bytes":3,"duration":D,"request_id":"health","worker":0}
{"time":T,"remote_addr":"127.0.0.1","status":400,"bytes":591,"duration":D,"worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/","protocol":"HTTP/1.0","status":200,"bytes":5,"duration":D,"request_id":"MADE","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/refused","protocol":"HTTP/1.1","status":503,"bytes":578,"duration":D,"request_id":"refused","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/wait","protocol":"HTTP/1.1","status":200,"bytes":6,"duration":D,"request_id":"waits","worker":0}
{"time":T,"remote_addr":"127.0.0.1","method":"GET","target":"/leave","protocol":"HTTP/1.1","status":499,"bytes":0,"duration":D,"request_id":"leaves","worker":0}
