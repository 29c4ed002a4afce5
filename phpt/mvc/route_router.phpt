--TEST--
A router of one's own: paths, handlers with parameters, null, a coroutine, what is refused
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
$server = routeServer(<<<'PHP'
    class Served { public function execute(string $name = 'nobody') { return "served $name"; } public function other($name, Aha\Mvc\Dispatcher $d) { return "other $name " . json_encode($d->getParams()); } }
    class MyRouter implements Aha\Mvc\RouterInterface {
        public int $calls = 0;
        public function route(Aha\Mvc\Dispatcher $dispatcher): mixed {
            ++$this->calls;
            return match ($path = $dispatcher->getRequest()->path) {
                '/class' => 'Served',
                '/method' => ['handler' => 'Served::other', 'params' => ['name' => 'me']],
                '/pair' => ['handler' => ['Served', 'execute'], 'params' => ['name' => 'pair']],
                '/path' => '/declared',
                '/convention' => '/index',
                '/number' => 5,
                '/closure' => fn () => 1,
                '/nobody' => 'Nobody',
                '/missing' => 'Served::other',
                '/throw' => throw new DomainException('mine'),
                '/calls' => ['handler' => 'Served', 'params' => ['name' => (string) $this->calls]],
                '/wait' => (function () { yield Aha\sleep(0.001); return 'Served'; })(),
                default => null,
            };
        }
    }
    $routes->get('/declared', fn () => 'declared');
    $routes->setRouter(new MyRouter);
    PHP);
foreach (['/class', '/method', '/pair', '/path', '/convention', '/declared', '/', '/calls', '/wait', '/number', '/closure', '/nobody', '/missing', '/throw', '/none'] as $path) {
    echo "$path: ", told($server->get($path)), "\n";
}
echo errors($server), "\n";
foreach ([new stdClass, 5] as $no) {
    try {
        (new Aha\Mvc\Routes)->setRouter($no);
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
/class: 200 served nobody
/method: 200 other me {"name":"me"}
/pair: 200 served pair
/path: 200 declared
/convention: 200 index
/declared: 200 declared
/: 200 index
/calls: 200 served 8
/wait: 200 served nobody
/number: 500 page: 500 Internal Server Error: 
/closure: 500 page: 500 Internal Server Error: 
/nobody: 500 page: 500 Internal Server Error: 
/missing: 500 page: 500 Internal Server Error: 
/throw: 500 page: 500 Internal Server Error: 
/none: 404 page: 404 Not Found: There is no action for &quot;/none&quot;

aha: unhandled error in request GET /number: TypeError: MyRouter::route() must return null, a path, "Class", "Class::method", [Class, method] or ["handler" => …, "params" => […]], int returned in server.php:3
aha: unhandled error in request GET /closure: TypeError: MyRouter::route() must return null, a path, "Class", "Class::method", [Class, method] or ["handler" => …, "params" => […]], Closure returned in server.php:3
aha: unhandled error in request GET /nobody: Aha\StateException: The handler of Nobody is class Nobody, which does not exist in server.php:3
aha: unhandled error in request GET /missing: Aha\ConfigException: The router gave no parameter $name in server.php:3
aha: unhandled error in request GET /throw: DomainException: mine in server.php:22
Aha\Mvc\Routes::setRouter(): Argument #1 ($router) must be of type Aha\Mvc\RouterInterface|string|null, stdClass given
Aha\Mvc\Routes::setRouter(): Argument #1 ($router) must be of type Aha\Mvc\RouterInterface|string|null, int given
