<?php
// A thousand declared routes of the Mvc; the one that is asked for has two parameters, one of them an integer.
$folder = sys_get_temp_dir() . '/aha-bench-' . getmypid();
mkdir("$folder/Bench", 0700, true);
register_shutdown_function(static function () use ($folder) {
    rmdir("$folder/Bench");
    rmdir($folder);
});
Aha\Bootstrap::initLoader()->registerNamespace('Bench', $folder);
$app = Aha\Bootstrap::getInstance('Bench');
$routes = $app->getRoutes();
for ($i = 0; $i < 1000; $i++) {
    $pattern = $i % 2 ? "/api/resource$i/{id:int}/{action:slug}" : "/api/resource$i";
    $routes->get($pattern, static fn (int $id = 0, string $action = '') => "$id $action");
}
$app->run();
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$server->on('request', static fn ($request, $response) => $app->http($request, $response));
$server->start();
