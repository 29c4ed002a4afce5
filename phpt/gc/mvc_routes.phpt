--TEST--
gc: routes whose handlers hold the routes
--EXTENSIONS--
aha
--FILE--
<?php
#[AllowDynamicProperties] class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } function handle() {} }
gc_collect_cycles();
function closure(): void
{
    $routes = new Aha\Mvc\Routes;
    $probe = new Probe('closure');
    $routes->get('/a', function () use ($routes, $probe) {});
    $routes->match('GET', '/a');
}
function method(): void
{
    $routes = new Aha\Mvc\Routes;
    $probe = new Probe('method');
    $probe->routes = $routes->get('/a', [$probe, 'handle']); // the object of the route holds the routes
    $probe->match = $routes->match('GET', '/a');
}
foreach (['closure', 'method'] as $case) {
    $case();
    echo "before\n";
    var_dump(gc_collect_cycles() > 0);
}
$routes = new Aha\Mvc\Routes;
$route = $routes->get('/a', function () {});
$probe = new Probe('kept by the route');
$routes->get('/b', fn () => $probe);
unset($probe, $routes);
gc_collect_cycles();
var_dump($route->getPattern(), $route->getHandler() instanceof Closure);
unset($route);
echo "end\n";
?>
--EXPECT--
before
closure gone
bool(true)
before
method gone
bool(true)
string(2) "/a"
bool(true)
kept by the route gone
end
