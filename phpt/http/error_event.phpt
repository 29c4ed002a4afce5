--TEST--
HTTP: the error event gets what no handler caught, with the request; it is logged besides
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    $server = server(function ($req) {
        switch ($req->path) {
            case '/throw':
                throw new LogicException('thrown');
            case '/generator':
                return (function () { yield Aha\sleep(0.001); throw new DomainException('from the generator'); })();
            case '/http':
                throw new Aha\HttpException(404);
            case '/object':
                return new SplStack;
        }
        return 'ok';
    });
    $server->on('error', function (Throwable $e, ?Aha\Server\Request $req) {
        yield Aha\sleep(0.001);
        echo 'event: ', get_class($e), ' ', $req?->path, "\n";
        if ($req?->path === '/object') {
            throw new RuntimeException('error in the error handler');
        }
    });
    $server->start();
    PHP);
foreach (['/throw', '/generator', '/http', '/object', '/'] as $path) {
    echo $server->get($path);
}
var_dump($server->logs('error in the error handler'), $server->stop());
preg_match_all('/^(?:aha|event).*/m', $server->log(), $lines);
sort($lines[0]);
echo implode("\n", $lines[0]), "\n";
?>
--EXPECT--
500 page: 500 Internal Server Error: 
500 page: 500 Internal Server Error: 
404 page: 404 Not Found: 
500 page: 500 Internal Server Error: 
200 ok
bool(true)
int(0)
aha: unhandled error in request GET /generator: DomainException: from the generator in server.php:7
aha: unhandled error in request GET /object: Aha\StateException: The request handler returned an object of class SplStack: return a string, an array, a JsonSerializable, or null in server.php:22
aha: unhandled error in request GET /throw: LogicException: thrown in server.php:5
aha: unhandled error in the handler of errors: RuntimeException: error in the error handler in server.php:19
event: Aha\StateException /object
event: DomainException /generator
event: LogicException /throw
