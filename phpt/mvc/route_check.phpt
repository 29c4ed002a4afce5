--TEST--
Routes::check() reports every line that leads elsewhere, and handlers that do not exist
--EXTENSIONS--
aha
--FILE--
<?php
class Show { public function execute() {} public function edit() {} }
class Invoked { public function __invoke() {} }
class Nothing {}
$routes = new Aha\Mvc\Routes;
$routes->get('/user/{id:int}', 'Show')->name('user');
$routes->post('/user/{id:int}', 'Show::edit');
$routes->get('/invoked', 'Invoked');
$routes->get('/closure', fn () => 1);
$routes->rule('/u/:id', '/user/${id}');
$routes->rule('/unused/:id', '/user/${id}');
function report(array $problems): void
{
    echo $problems ? str_replace(__DIR__ . '/', '', implode("\n", $problems)) : 'all is well', "\n--\n";
}
report($routes->check());
report($routes->check(['/user/7' => 'user', 'GET /user/7' => '/user/{id:int}', 'POST /user/7?x=1' => '/user/{id:int}', '/u/7' => 'user', '/user/x' => 404,
    'PUT /user/7' => 405, 'OPTIONS /user/7' => 204, '/nothing' => null, '/%zz' => 400]));
report($routes->check(['/user/7' => 'users', '/user/x' => 'user', 'PUT /user/7' => 'user', '/user/8' => 404, 'GET /user/9' => '', 7 => 'user', '/x' => []]));
report($routes->check(['/u/7' => 'user'], all: true));
$routes->get('/a', 'Nobody');
$routes->get('/b', 'Nothing');
$routes->get('/c', 'Show::nothing');
spl_autoload_register(function ($class) { if ($class === 'Broken') { throw new DomainException('cannot load it'); } });
$routes->get('/d', 'Broken');
report(array_map(fn ($line) => preg_replace('/ in \S+$/', '', $line), $routes->check()));
?>
--EXPECT--
all is well
--
all is well
--
"/user/7" leads to user, not to users
"/user/x" leads to 404, not to user
"PUT /user/7" leads to 405, not to user
"/user/8" leads to user, not to 404
"GET /user/9" leads to user, not to 
A line of the check must be "GET /path" => a route, an action or a status
A line of the check must be "GET /path" => a route, an action or a status
--
No line of the check leads to route /user/{id:int} (route_check.php:7)
No line of the check leads to route /invoked (route_check.php:8)
No line of the check leads to route /closure (route_check.php:9)
No line of the check leads to rule "/unused/:id"
--
Route /a (route_check.php:21): there is no class Nobody
Route /b (route_check.php:22): Nothing has neither execute() nor __invoke()
Route /c (route_check.php:23): Show has no method nothing()
Route /d (route_check.php:25): DomainException: cannot load it
--
