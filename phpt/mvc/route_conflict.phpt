--TEST--
Routes: conflicts name both routes and where they were declared
--EXTENSIONS--
aha
--FILE--
<?php
function conflict(callable $declare): void
{
    $routes = new Aha\Mvc\Routes;
    $declare($routes);
    try {
        $routes->match('GET', '/');
        echo "no conflict\n";
    } catch (Aha\ConfigException $e) {
        echo str_replace(__DIR__ . '/', '', $e->getMessage()), "\n";
    }
}
$h = fn () => 1;
conflict(function ($r) use ($h) {
    $r->get('/user/{id}', $h);
    $r->map('GET|POST', '/user/{name}', $h);
});
conflict(function ($r) use ($h) {
    $r->get('/a', $h)->name('same');
    $r->get('/b', $h)->name('same');
});
conflict(function ($r) use ($h) {
    $r->command('a-{b}', $h);
    $r->command('a-{c}', $h);
});
conflict(function ($r) use ($h) { // the type makes them different, and it is known before the check
    $r->get('/user/{id}', $h)->where('id', 'int');
    $r->get('/user/{name}', $h);
    $r->post('/user/{name}', $h);
    $r->any('/user/{name}', $h);
});
?>
--EXPECT--
Routes /user/{id} (route_conflict.php:15) and /user/{name} (route_conflict.php:16) match the same paths for GET
Routes /a (route_conflict.php:19) and /b (route_conflict.php:20) have the same name, "same"
Routes a-{b} (route_conflict.php:23) and a-{c} (route_conflict.php:24) match the same paths for all methods
no conflict
