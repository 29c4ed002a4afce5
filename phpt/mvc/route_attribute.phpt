--TEST--
Routes::register(): #[Route] on classes and methods
--EXTENSIONS--
aha
--FILE--
<?php
namespace App;
use Aha\Mvc\{Route, Routes};
const PREFIX = '/const';
abstract class Base {
    #[Route('GET', '/inherited')]
    public function inherited() {}
}
#[Route('GET', '/user/{id}', name: 'user', where: ['id' => 'int'])]
#[Route(['GET', 'POST'], '/person/{id:int}')]
class User extends Base {
    public function execute(int $id) {}
    #[Route('DELETE', pattern: PREFIX . '/user/{id:int}')]
    public function remove(int $id) {}
    #[Route('ANY', '/static')]
    public static function anything() {}
    #[Route('GET', '/private')]
    private function hidden() {}
}
class Plain {}
$routes = new Routes;
var_dump($routes->register(User::class), $routes->register(Plain::class));
foreach ($routes->all() as $route) {
    echo implode('|', $route->getMethods()) ?: '*', ' ', $route->getPattern(), ' ', $route->getName() ?? '-', ' ', json_encode($route->getHandler()), ' ', $route->getSite(), "\n";
}
echo json_encode($routes->match('GET', '/user/7')['params']), "\n";
$attribute = (new \ReflectionClass(User::class))->getAttributes(Route::class)[0]->newInstance();
var_dump($attribute->methods, $attribute->pattern, $attribute->name, $attribute->where);
try {
    $attribute->pattern = 'x';
} catch (\Error $e) {
    echo $e->getMessage(), "\n";
}
#[Route('GET')] class Bad1 {}
#[Route('GET', '/x', 'n', [], 5)] class Bad2 {}
#[Route('GET', '/x', nome: 'n')] class Bad3 {}
#[Route('GET', 'x')] class Bad4 {}
#[Route('GET', '/{x}', where: ['x' => 'float'])] class Bad5 {}
#[Route('GET', '/x', name: 5)] class Bad6 {}
#[Route('GET', NOWHERE)] class Bad7 {}
foreach ([Bad1::class, Bad2::class, Bad3::class, Bad4::class, Bad5::class, Bad6::class, Bad7::class, 'App\Nobody'] as $class) {
    try {
        echo $routes->register($class), " taken\n";
    } catch (\Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
int(4)
int(0)
GET /user/{id} user "App\\User" App\User
GET|POST /person/{id:int} - "App\\User" App\User
DELETE /const/user/{id:int} - ["App\\User","remove"] App\User::remove
* /static - ["App\\User","anything"] App\User::anything
{"id":7}
array(1) {
  [0]=>
  string(3) "GET"
}
string(10) "/user/{id}"
string(4) "user"
array(1) {
  ["id"]=>
  string(3) "int"
}
Cannot modify readonly property Aha\Mvc\Route::$pattern
Aha\ConfigException: #[Route] of App\Bad1 needs (method, pattern, name: …, where: […])
Aha\ConfigException: #[Route] of App\Bad2 needs (method, pattern, name: …, where: […])
Aha\ConfigException: #[Route] of App\Bad3 needs (method, pattern, name: …, where: […])
Aha\ConfigException: Route pattern "x": it must begin with '/'
Aha\ConfigException: Route pattern "/{x}": parameter "x": there is no type "float"; there are alnum, alpha, any, date, hex, int, slug, uuid, or words like a|b|c
Aha\ConfigException: The name of route /x (App\Bad6) must be a string
Error: Undefined constant "App\NOWHERE"
Aha\ConfigException: There is no class App\Nobody
