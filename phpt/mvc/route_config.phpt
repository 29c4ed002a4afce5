--TEST--
Config/Route.php and attributes of actions; run() again reads them anew
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
$server = routeServer(<<<'PHP'
    $routes->get('/code', fn () => 'code');
    PHP, [
    'Config/Route' => <<<'PHP'
        return [
            'routes' => [
                'GET /config/{id}' => ['handler' => fn (int $id) => "config $id", 'name' => 'config', 'where' => ['id' => 'int']],
                'GET|POST /pair' => ['App\Actions\Pair', 'both'],
                '/anything' => fn ($request) => $request->method,
                ['PUT', '/listed', fn () => 'listed', 'name' => 'listed'],
            ],
            'declare' => function (Aha\Mvc\Routes $routes) {
                $routes->group('/group', fn ($routes) => $routes->get('/x', fn () => 'grouped'));
            },
            'rules' => ['/short' => '/config/5'],
            'rewrite' => ['~^/old~' => '/config'],
        ];
        PHP,
    'Config/Test/Route' => "return ['slash' => 'strict'];",
    'Actions/Pair' => 'public function execute() { return "by convention"; } public function both($request) { return "pair $request->method"; }',
    'Actions/User' => "<?php\nnamespace App\\Actions;\nuse Aha\\Mvc\\Route;\n#[Route('GET', '/user/{id:int}', name: 'user')]\nclass User extends \\Aha\\Mvc\\Action { public function execute(int \$id = 0) { return \"user \$id\"; }\n"
        . "#[Route('DELETE', '/user/{id:int}')] public function remove(int \$id) { return \"removed \$id\"; } }",
    'Actions/Broken' => '<?php this is no PHP, but it has no attribute',
    'Actions/Again' => 'public function execute() { $app = \Aha\Bootstrap::getInstance(); $app->run(); $app->run(); return $app->getRoutes()->url("user", ["id" => 3]) . " " . count($app->getRoutes()->all()); }',
    'Actions/Late' => 'public function execute() { \Aha\Bootstrap::getInstance()->getRoutes()->get("/late", fn () => 1); }',
]);
foreach (['GET /code', 'GET /config/7', 'GET /config/x', 'POST /pair', 'GET /pair', 'DELETE /anything', 'PUT /listed', 'GET /group/x', 'GET /short', 'GET /old/6', 'GET /code/', 'GET /user/7',
    'DELETE /user/7', 'GET /user', 'GET /again', 'GET /config/8', 'GET /code', 'GET /user/9', 'GET /late'] as $line) {
    [$method, $path] = explode(' ', $line);
    echo "$line: ", told($server->get($path, [], $method)), "\n";
}
echo errors($server);
?>
--EXPECT--
GET /code: 200 code
GET /config/7: 200 config 7
GET /config/x: 404 page: 404 Not Found: There is no action for &quot;/config/x&quot;
POST /pair: 200 pair POST
GET /pair: 200 pair GET
DELETE /anything: 200 DELETE
PUT /listed: 200 listed
GET /group/x: 200 grouped
GET /short: 200 config 5
GET /old/6: 200 config 6
GET /code/: 404 page: 404 Not Found: There is no action for &quot;/code/&quot;
GET /user/7: 200 user 7
DELETE /user/7: 200 removed 7
GET /user: 200 user 0
GET /again: 200 /user/3 8
GET /config/8: 200 config 8
GET /code: 200 code
GET /user/9: 200 user 9
GET /late: 500 page: 500 Internal Server Error: 

aha: unhandled error in request GET /late: Aha\StateException: Routes are declared before Aha\Bootstrap::run(), or in Config/Route.php in App/Actions/Late.php:5
