--TEST--
Declared routes serve requests: handlers of all kinds, typed arguments, HEAD, OPTIONS, 404, 405
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
$server = routeServer(<<<'PHP'
    class Plain {
        public function __construct(private Aha\Mvc\Dispatcher $dispatcher) {}
        public function show(int $id, string $tab = 'none') { return "plain $id $tab " . json_encode($this->dispatcher->getParams()); }
        public static function fixed() { return 'static'; }
    }
    class Invoked { public function __invoke($id) { return gettype($id) . " $id"; } }
    class Act extends Aha\Mvc\Action { public function execute(string $name) { $x = yield Aha\sleep(0.001); return "action $name " . get_class($this->_objDispatcher); } }
    $routes->get('/closure/{id:int}/{name}', fn (string $name, int $id) => ['id' => $id, 'name' => $name]);
    $routes->get('/position/{a}/{b:int}', fn ($first, $second) => [$first, $second]);
    $routes->get('/mixed/{a}/{b}', fn ($x, $a) => "x=$x a=$a");
    $routes->get('/objects/{id}', fn (Aha\Server\Response $r, Aha\Mvc\Dispatcher $d, $request, string $id) => get_class($r) . get_class($d) . get_class($request) . $id);
    $routes->get('/untyped/{request}', fn ($request, $dispatcher) => "$request " . get_class($dispatcher));
    $routes->get('/variadic/{a}/{b}/{c}', fn ($b, ...$rest) => "$b " . implode(',', $rest));
    $routes->get('/optional/{page:int?}', fn (int $page = 1) => "page $page");
    $routes->get('/nothing/{a}', fn () => 'no arguments');
    $routes->get('/plain/{id:int}/{tab?}', [Plain::class, 'show']);
    $routes->get('/static', 'Plain::fixed');
    $routes->get('/invoked/{id}', Invoked::class);
    $routes->get('/act/{name}', Act::class);
    $routes->get('/object/{id:int}', [new class { function get($id) { return "object $id"; } }, 'get']);
    $routes->get('/generator/{id:int}', function (int $id) { $x = yield Aha\sleep(0.001); return "generator $id"; });
    $routes->get('/fiber', function () { return Aha\go(fn () => 'awaited'); });
    $routes->get('/throws', fn () => throw new Aha\HttpException(418, 'short and stout'));
    $routes->get('/type/{id}', fn (int $id) => $id);
    $routes->get('/missing', 'Nobody');
    $routes->post('/save', fn ($request) => 'saved ' . $request->rawContent());
    $routes->put('/save', fn () => 'put');
    $routes->any('/any', fn ($request) => $request->method);
    $routes->get('/files/{path:any}', fn ($path) => $path);
    $routes->get('/self', fn ($response) => $response->status(201)->end('ended'));
    PHP);
foreach ([
    '/closure/7/a%2Fb', '/position/x/2', '/mixed/1/2', '/objects/5', '/untyped/7', '/variadic/1/2/3', '/optional', '/optional/9', '/nothing/1', '/plain/7', '/plain/7/tab', '/static',
    '/invoked/12', '/act/me', '/object/3', '/generator/4', '/fiber', '/throws', '/files/a/b/c.txt', '/self', '/any', '/nowhere/at/all', '/', '/closure/x/y', '/bad/%zz',
    '/closure/7/a/', '/missing', '/type/abc',
] as $path) {
    echo "$path: ", told($server->get($path)), "\n";
}
foreach (['HEAD /closure/7/x', 'OPTIONS /save', 'GET /save', 'DELETE /save', 'OPTIONS /closure/7/x', 'OPTIONS /any', 'BREW /any', 'POST /closure/7/x', 'OPTIONS /nowhere'] as $line) {
    [$method, $path] = explode(' ', $line);
    echo "$line: ", told($server->get($path, [], $method)), "\n";
}
echo told($server->get('/save', [], 'POST', 'body')), "\n";
echo told($server->get('/save', ['Accept: application/json'], 'GET')), "\n";
// Requests one behind the other on one connection, and at once.
$client = $server->connect();
for ($i = 0; $i < 3; ++$i) {
    $client->send(request("/generator/$i") . request("/closure/$i/x"));
}
for ($i = 0; $i < 6; ++$i) {
    echo $client->answer()->body, ' ';
}
echo "\n", errors($server);
?>
--EXPECT--
/closure/7/a%2Fb: 200 {"id":7,"name":"a/b"}
/position/x/2: 200 ["x",2]
/mixed/1/2: 200 x=2 a=1
/objects/5: 200 Aha\Server\ResponseAha\Mvc\DispatcherAha\Server\Request5
/untyped/7: 200 7 Aha\Mvc\Dispatcher
/variadic/1/2/3: 200 2 1,3
/optional: 200 page 1
/optional/9: 200 page 9
/nothing/1: 200 no arguments
/plain/7: 200 plain 7 none {"id":7}
/plain/7/tab: 200 plain 7 tab {"id":7,"tab":"tab"}
/static: 200 static
/invoked/12: 200 string 12
/act/me: 200 action me Aha\Mvc\Dispatcher
/object/3: 200 object 3
/generator/4: 200 generator 4
/fiber: 200 awaited
/throws: 418 page: 418 I&#39;m a teapot: short and stout
/files/a/b/c.txt: 200 a/b/c.txt
/self: 201 ended
/any: 200 GET
/nowhere/at/all: 404 page: 404 Not Found: There is no action for &quot;/nowhere/at/all&quot;
/: 200 index
/closure/x/y: 404 page: 404 Not Found: There is no action for &quot;/closure/x/y&quot;
/bad/%zz: 400 page: 400 Bad Request: malformed percent escape in the path
/closure/7/a/: 200 {"id":7,"name":"a"}
/missing: 500 page: 500 Internal Server Error: 
/type/abc: 404 page: 404 Not Found: There is no action for &quot;/type/abc&quot;
HEAD /closure/7/x: 200 
OPTIONS /save: 204  [allow: OPTIONS, POST, PUT]
GET /save: 405 page: 405 Method Not Allowed: The method is not allowed here [allow: OPTIONS, POST, PUT]
DELETE /save: 405 page: 405 Method Not Allowed: The method is not allowed here [allow: OPTIONS, POST, PUT]
OPTIONS /closure/7/x: 204  [allow: GET, HEAD, OPTIONS]
OPTIONS /any: 200 OPTIONS
BREW /any: 501 page: 501 Not Implemented: method not implemented
POST /closure/7/x: 405 page: 405 Method Not Allowed: The method is not allowed here [allow: GET, HEAD, OPTIONS]
OPTIONS /nowhere: 404 page: 404 Not Found: There is no action for &quot;/nowhere&quot;
200 saved body
405 {"error":{"status":405,"message":"The method is not allowed here"}} [allow: OPTIONS, POST, PUT]
generator 0 {"id":0,"name":"x"} generator 1 {"id":1,"name":"x"} generator 2 {"id":2,"name":"x"} 

aha: unhandled error in request GET /missing: Aha\StateException: The handler of /missing is class Nobody, which does not exist in server.php:3
