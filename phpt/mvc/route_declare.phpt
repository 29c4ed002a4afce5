--TEST--
Routes: declaring, describing, groups, and what is refused
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Mvc\Routes;
final class Show { public function execute(int $id) {} public static function edit() {} }
$routes = new Routes;
$handler = fn () => 'x';
foreach (['get', 'post', 'put', 'patch', 'delete', 'options', 'any'] as $method) {
    $routes->$method('/' . $method, $handler);
}
$routes->map('get|Report', '/a', $handler)->name('a');
$routes->map(['PUT', 'PUT', 'PATCH'], '/b', 'Show')->name('b');
$routes->map('ANY', '/c', '\Show::edit');
$routes->get('/d/{id}', [Show::class, 'execute'])->where('id', 'int')->name('d');
$routes->get('/e', [new Show, 'execute']);
$routes->get('/f', 'strlen');
$routes->command('show-{id:int}', Show::class);
$routes->group('/api', function (Routes $routes) use ($handler) {
    $routes->get('/x', $handler);
    $routes->group('/{version:int}', function (Routes $same) use ($handler) {
        $same->get('/y', $handler)->name('y');
    });
    $routes->get('/z', $handler);
});
$routes->get('/after', $handler);
foreach ($routes->all() as $route) {
    $handler = $route->getHandler();
    echo implode(',', $route->getMethods()) ?: '*', ' ', $route->getPattern(), ' ', $route->getName() ?? '-', ' ',
        basename($route->getSite()), ' ', is_array($handler) ? (is_object($handler[0]) ? 'object' : "$handler[0]::$handler[1]") : get_debug_type($handler), "\n";
}
function refused(callable $what): void
{
    try {
        $what();
        echo "taken\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', str_replace(__FILE__, 'FILE', $e->getMessage()), "\n";
    }
}
echo "--\n";
refused(fn () => $routes->get('a', 'Show'));
refused(fn () => $routes->get('/{id:float}', 'Show'));
refused(fn () => $routes->get('/{id}', 'no class'));
refused(fn () => $routes->get('/{id}', 7));
refused(fn () => $routes->get('/{id}', []));
refused(fn () => $routes->get('/{id}', ['Show', 'a b']));
refused(fn () => $routes->map('', '/x', 'Show'));
refused(fn () => $routes->map('G T', '/x', 'Show'));
refused(fn () => $routes->map([], '/x', 'Show'));
refused(fn () => $routes->map(7, '/x', 'Show'));
refused(fn () => $routes->get('/n', 'Show')->name(''));
refused(fn () => $routes->get('/o/{id}', 'Show')->where('x', 'int'));
refused(fn () => $routes->get('/p/{id}', 'Show')->where('id', 'integer'));
refused(fn () => $routes->group('api', fn () => 1));
refused(fn () => $routes->group('/api/', fn () => 1));
refused(fn () => $routes->group('/api', fn () => throw new DomainException('inside')));
$routes->get('/behind', 'Show');
echo $routes->all()[array_key_last($routes->all())]->getPattern(), "\n";
refused(fn () => new Aha\Mvc\DeclaredRoute);
refused(fn () => serialize($routes));
refused(fn () => clone $routes);
?>
--EXPECT--
GET /get - route_declare.php:7 Closure
POST /post - route_declare.php:7 Closure
PUT /put - route_declare.php:7 Closure
PATCH /patch - route_declare.php:7 Closure
DELETE /delete - route_declare.php:7 Closure
OPTIONS /options - route_declare.php:7 Closure
* /any - route_declare.php:7 Closure
GET,REPORT /a a route_declare.php:9 Closure
PUT,PATCH /b b route_declare.php:10 string
* /c - route_declare.php:11 Show::edit
GET /d/{id} d route_declare.php:12 Show::execute
GET /e - route_declare.php:13 object
GET /f - route_declare.php:14 string
* show-{id:int} - route_declare.php:15 string
GET /api/x - route_declare.php:17 Closure
GET /api/{version:int}/y y route_declare.php:19 Closure
GET /api/z - route_declare.php:21 Closure
GET /after - route_declare.php:23 Closure
--
Aha\ConfigException: Route pattern "a": it must begin with '/'
Aha\ConfigException: Route pattern "/{id:float}": parameter "id": there is no type "float"; there are alnum, alpha, any, date, hex, int, slug, uuid, or words like a|b|c
TypeError: The handler of route "/{id}" must be a callable, "Class", "Class::method" or [Class, method], string given
TypeError: The handler of route "/{id}" must be a callable, "Class", "Class::method" or [Class, method], int given
TypeError: The handler of route "/{id}" must be a callable, "Class", "Class::method" or [Class, method], array given
TypeError: The handler of route "/{id}" must be a callable, "Class", "Class::method" or [Class, method], array given
Aha\ConfigException: "" is no HTTP method: "GET", "GET|POST", "ANY" …
Aha\ConfigException: "G T" is no HTTP method: "GET", "GET|POST", "ANY" …
Aha\ConfigException: The methods of a route are a string or a list of strings
Aha\ConfigException: The methods of a route are a string or a list of strings
Aha\ConfigException: The name of route /n (FILE:49) is empty
Aha\ConfigException: Route pattern "/o/{id}": it has no parameter {x}
Aha\ConfigException: Route pattern "/p/{id}": parameter "id": there is no type "integer"; there are alnum, alpha, any, date, hex, int, slug, uuid, or words like a|b|c
Aha\ConfigException: The prefix of a group begins with "/" and does not end with it: "api"
Aha\ConfigException: The prefix of a group begins with "/" and does not end with it: "/api/"
DomainException: inside
/behind
Error: Call to private Aha\Mvc\DeclaredRoute::__construct() from global scope
Exception: Serialization of 'Aha\Mvc\Routes' is not allowed
Error: Trying to clone an uncloneable object of class Aha\Mvc\Routes
