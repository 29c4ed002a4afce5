--TEST--
Bootstrap::run() again: the same lines may declare the same routes, others are refused; old handlers are let go
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
class Probe { function __construct(public string $name) {} function __destruct() { echo "$this->name gone\n"; } }
#[Aha\Mvc\Route('GET', '/attribute/{id:int}', name: 'attribute')]
class Attributed { function execute(int $id) {} }
class MyRouter implements Aha\Mvc\RouterInterface { public function route(Aha\Mvc\Dispatcher $dispatcher): mixed { return null; } }
$folder = application(['Actions/Index/Index/Index' => 'return 1;']);
Aha\Bootstrap::initLoader()->registerNamespace('App', $folder);
$app = Aha\Bootstrap::getInstance('App', 'test');
$routes = $app->getRoutes();
for ($time = 1; $time <= 3; ++$time) {
    $probe = new Probe("handler $time");
    $routes->get('/a/{id}', fn () => $probe)->where('id', 'int')->name('a');
    $routes->group('/group', fn ($routes) => $routes->get('/b', 'Attributed'));
    $routes->register('Attributed');
    $routes->command('do-{it}', fn () => $probe);
    $routes->rule('/x', '/a/1');
    $routes->rewrite('~^/v1~', '');
    $routes->setFormats(['json'])->setStrictSlash()->setRouter(new MyRouter);
    unset($probe);
    echo "run $time\n";
    $app->run();
    echo count($routes->all()), ' ', $routes->url('a', ['id' => 7]), ' ', $routes->url('attribute', ['id' => 7]), ' ', $routes->match('GET', '/v1/x')['status'], "\n";
}
foreach ([
    fn () => $routes->get('/late', 'Attributed'),
    fn () => $routes->rule('/late', '/a'),
    fn () => $routes->rewrite('~late~', ''),
    fn () => $routes->setFormats(['xml']),
    fn () => $routes->setStrictSlash(false),
    fn () => $routes->setRouter(null),
    fn () => $routes->all()[0]->name('other'),
    fn () => $routes->all()[0]->where('id', 'slug'),
    fn () => $routes->all()[0]->name('a')->where('id', 'int')->getName(),
] as $change) {
    try {
        var_dump($change());
    } catch (Aha\StateException $e) {
        echo $e->getMessage(), "\n";
    }
}
echo "end\n";
?>
--EXPECT--
run 1
4 /a/7 /attribute/7 200
run 2
handler 1 gone
4 /a/7 /attribute/7 200
run 3
handler 2 gone
4 /a/7 /attribute/7 200
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php
string(1) "a"
end
handler 3 gone
