--TEST--
HTTP: a RedirectException redirects in every handler, not only in the Mvc; its head replaces what was set, and it is not logged
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    use Aha\Mvc\RedirectException;
    $server = server(function ($request, $response) {
        switch ($request->path) {
            case '/plain':
                throw new RedirectException('/there?a=1');
            case '/status':
                $response->status(201)->header('X-Gone', '1');
                throw new RedirectException('https://example.org/', 308);
            case '/later':
                return (function () { yield Aha\sleep(0.001); throw new RedirectException('/later on'[0] . 'x', 303); })();
            case '/started':
                return (function () use ($response) { yield $response->write('part'); throw new RedirectException('/x'); })();
            case '/ended':
                $response->end('ended');
                throw new RedirectException('/x');
        }
        return 'fine';
    });
    $server->on('error', function ($error) { echo "TOLD\n"; });
    $server->start();
    PHP);
$client = $server->connect();
foreach (['/plain', '/status', '/later', '/ended', '/started'] as $path) {
    $client->send(request($path));
    $answer = $client->answer();
    echo "$path: ", rtrim((string) $answer), " -> {$answer->header('location')} {$answer->header('x-gone')} {$answer->header('content-length')}\n";
}
echo $server->get('/'), $server->log(), $server->stop(), "\n";
?>
--EXPECT--
/plain: 302 -> /there?a=1 - 0
/status: 308 -> https://example.org/ - 0
/later: 303 -> /x - 0
/ended: 200 ended -> - - 5
/started: 200 part [cut in the body] -> - - -
200 fine
0
