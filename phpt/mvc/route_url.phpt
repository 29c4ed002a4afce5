--TEST--
Routes::url() builds what match() reads back, and names what is wrong
--EXTENSIONS--
aha
--FILE--
<?php
$routes = new Aha\Mvc\Routes;
$h = fn () => 1;
$routes->get('/', $h)->name('home');
$routes->get('/user/{id:int}/{tab?}', $h)->name('user');
$routes->get('/files/{path:any}', $h)->name('files');
$routes->get('/café/{name}.json', $h)->name('cafe');
$routes->command('user-show-{id:int}', $h)->name('command');
echo $routes->url('home'), "\n";
echo $routes->url('user', ['id' => 7]), "\n";
echo $routes->url('user', ['id' => '7', 'tab' => null]), "\n";
echo $routes->url('user', ['id' => -7, 'tab' => 'a b/c']), "\n";
echo $routes->url('files', ['path' => 'a b/c']), "\n";
echo $url = $routes->url('cafe', ['name' => 'x&y']), "\n";
echo json_encode($routes->match('GET', $url)['params']), "\n";
echo $routes->url('command', ['id' => 5]), "\n";
echo $routes->url('home', [], ['q' => 'a b', 'list' => [1, 2], 'none' => null]), "\n";
echo $routes->url('home', [], ['none' => null]), "\n";
echo $routes->url('user', ['id' => 7, 'tab' => new class { function __toString() { return 'text'; } }]), "\n";
foreach ([
    ['nobody'], ['user'], ['user', ['id' => 'x']], ['user', ['id' => 7, 'page' => 1]], ['user', [7]], ['user', ['id' => []]], ['user', ['id' => new stdClass]],
    ['user', ['id' => 1, 'tab' => '..']], ['files', ['path' => '../etc']], ['files', ['path' => '/etc']], ['cafe', ['name' => '']],
] as $arguments) {
    try {
        echo $routes->url(...$arguments), " was built\n";
    } catch (Aha\ConfigException $e) {
        echo str_replace(__DIR__ . '/', '', $e->getMessage()), "\n";
    }
}
try {
    $routes->url('user', ['id' => new class { function __toString() { throw new DomainException('mine'); } }]);
} catch (DomainException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
/
/user/7
/user/7
/user/-7/a%20b%2Fc
/files/a%20b/c
/caf%C3%A9/x&y.json
{"name":"x&y"}
user-show-5
/?q=a%20b&list%5B0%5D=1&list%5B1%5D=2
/
/user/7/text
There is no route with the name "nobody"
Route pattern "/user/{id:int}/{tab?}": missing: id
Route pattern "/user/{id:int}/{tab?}": parameter "id" must be of type int, not "x"
Route /user/{id:int}/{tab?} (route_url.php:5) has no parameter "page"
Route /user/{id:int}/{tab?} (route_url.php:5) has no parameter "0"
Parameter "id" of route /user/{id:int}/{tab?} (route_url.php:5) must be a string or a number
Parameter "id" of route /user/{id:int}/{tab?} (route_url.php:5) must be a string or a number
Route pattern "/user/{id:int}/{tab?}": parameter "tab" must have no segment "." or ".."
Route pattern "/files/{path:any}": parameter "path" must have no segment "." or ".."
Route pattern "/files/{path:any}": parameter "path" must not begin with '/'
Route pattern "/café/{name}.json": parameter "name" must not be empty
mine
