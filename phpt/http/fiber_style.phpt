--TEST--
HTTP: handlers in fibers: Aha\await() without any yield, on the same objects
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        switch ($req->path) {
            case '/sleep':
                Aha\await(Aha\sleep(0.05));
                return 'slept';
            case '/write':
                foreach (['one', 'two'] as $piece) {
                    Aha\await($res->write($piece));
                    Aha\await(Aha\sleep(0.001));
                }
                return;
            case '/body':
                $bytes = 0;
                while (($piece = Aha\await($req->body()->read())) !== null) {
                    $bytes += strlen($piece);
                }
                return ['bytes' => $bytes];
            case '/children':
                return Aha\await(Aha\all([Aha\fiber(fn () => Aha\await(Aha\sleep(0.01)) ?? 'a'), Aha\go(function () { yield Aha\sleep(0.005); return 'b'; })]));
            case '/generator':
                return (function () { yield Aha\sleep(0.001); return 'a generator all the same'; })();
            case '/throw':
                Aha\await(Aha\sleep(0.001));
                throw new LogicException('from a fiber');
            case '/deep':
                return (function ($n) { $f = function ($n) use (&$f) { return $n ? $f($n - 1) : Aha\await(Aha\go(fn () => 'deep')); }; return $f($n); })(100);
            case '/late':
                try {
                    Aha\await(Aha\sleep(10));
                } finally {
                    echo "finally\n";
                }
            case '/loop':
                while (true) {
                }
        }
        return 'plain';
    }, ['fiber' => true, 'stream_body' => ['/body'], 'request_timeout' => 0.4, 'stall_limit' => 0.0])->start();
    PHP);
foreach (['/', '/sleep', '/write', '/children', '/generator', '/throw', '/deep', '/late', '/loop'] as $path) {
    echo "$path: ", $server->get($path);
}
echo $server->get('/body', method: 'POST', body: str_repeat('x', 300_000));
echo "100 at once:\n";
$clients = [];
for ($i = 0; $i < 100; ++$i) {
    $clients[] = $client = $server->connect();
    $client->send(request('/sleep'));
}
var_dump(count(array_filter($clients, fn ($client) => $client->answer()->body === 'slept')));
var_dump($server->stop());
echo preg_replace('/\n(?!aha:|PHP|finally)[^\n]*/', '', $server->log());
?>
--EXPECT--
/: 200 plain
/sleep: 200 slept
/write: 200 onetwo
/children: 200 ["a","b"]
/generator: 200 a generator all the same
/throw: 500 page: 500 Internal Server Error: 
/deep: 200 deep
/late: 504 page: 504 Gateway Timeout: 
/loop: 504 page: 504 Gateway Timeout: 
200 {"bytes":300000}
100 at once:
int(100)
int(0)
aha: unhandled error in request GET /throw: LogicException: from a fiber in server.php:25
finally
aha: unhandled error in request GET /late: Aha\DeadlineException: The deadline was exceeded in server.php:39
aha: unhandled error in request GET /loop: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:35
