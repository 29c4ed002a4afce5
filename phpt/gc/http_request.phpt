--TEST--
HTTP: cycles through request, response, body, files and their closures are collected; memory stays flat
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
$server = new Server(<<<'PHP'
    class Witness
    {
        public static int $alive = 0;
        public $more;
        public function __construct() { ++self::$alive; }
        public function __destruct() { --self::$alive; }
    }
    server(function ($req, $res) {
        switch ($req->path) {
            case '/state':
                gc_collect_cycles();
                return [Witness::$alive, memory_get_usage()];
            case '/objects':
                $w = new Witness;
                $w->more = [$req, $res, $req->body(), $req->header, $w];
                return 'x';
            case '/generator':
                return (function () use ($req, $res) {
                    $w = new Witness;
                    $w->more = [$req, $res, $w, function () use ($w) { }];
                    yield Aha\sleep(0.0001);
                    return 'x';
                })();
            case '/futures':
                return (function () use ($req, $res) {
                    $w = new Witness;
                    $future = Aha\sleep(0.0001);
                    $w->more = [$future, $w];
                    $future->then(function () use ($w, $future, $res) { });
                    yield $res->write('x');
                    yield $future;
                })();
            case '/exception':
                $w = new Witness;
                $w->more = [$w, $req];
                throw new Aha\HttpException(404, 'x', $w->more[] = new LogicException('inner'));
            case '/upload':
                $w = new Witness;
                $w->more = [$w, $req->files, $req];
                return 'x';
            case '/read':
                return (function () use ($req) {
                    $w = new Witness;
                    $w->more = [$w, $req, $req->body()->readAll()];
                    return yield $w->more[2];
                })();
            case '/context':
                $w = new Witness;
                Aha\context()->set('w', $w);
                $w->more = [$w, Aha\context(), Aha\go(fn () => $w)];
                return 'x';
        }
    }, ['stream_body' => ['/read']])->start();
    PHP);
$multipart = "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nabc\r\n--X--\r\n";
foreach (['/objects', '/generator', '/futures', '/exception', '/upload', '/read', '/context'] as $path) {
    $client = $server->connect();
    $one = match ($path) {
        '/upload' => request($path, ['Content-Type: multipart/form-data; boundary=X'], 'POST', $multipart),
        '/read' => request($path, [], 'POST', 'body'),
        default => request($path),
    };
    $before = 0;
    for ($round = 0; $round < 3; ++$round) {
        for ($i = 0; $i < 20; ++$i) {
            $client->send(str_repeat($one, 10));
            for ($j = 0; $j < 10; ++$j) {
                $status = $client->answer()->status;
            }
        }
        [$alive, $memory] = json_decode($server->get('/state')->body);
        $before = $round === 1 ? $memory : $before;
    }
    echo str_pad($path, 12), $status, ' alive ', $alive, ', grown ', $memory - $before < 4096 ? 'not' : $memory - $before, "\n";
}
var_dump($server->stop(), $server->log());
?>
--EXPECT--
/objects    200 alive 0, grown not
/generator  200 alive 0, grown not
/futures    200 alive 0, grown not
/exception  404 alive 0, grown not
/upload     200 alive 0, grown not
/read       200 alive 0, grown not
/context    200 alive 0, grown not
int(0)
string(0) ""
