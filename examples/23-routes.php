<?php

// 23 · Routes
//
// The Mvc in one file: declared routes with parameters, middleware, an answer to an exception. An application has a folder with a class
// for each path: see examples/template, which is made to be copied, and examples/app.
//
//     php -d extension=aha.so examples/23-routes.php
//     curl http://127.0.0.1:9601/
//     curl http://127.0.0.1:9601/user/7             the parameter comes as an int
//     curl http://127.0.0.1:9601/user/seven         404
//     curl -X DELETE http://127.0.0.1:9601/user/7   405
//     curl http://127.0.0.1:9601/admin/stock        401, without the word
//     curl -H 'Authorization: Bearer sesame' http://127.0.0.1:9601/admin/stock

use Aha\{Bootstrap, HttpException};
use Aha\Mvc\{Dispatcher, Routes};
use Aha\Server\{Http, Request};

final class OutOfStock extends RuntimeException
{
}

Bootstrap::initLoader()->registerNamespace('Shop', __DIR__);
$app = Bootstrap::getInstance('Shop');

$app->getRoutes()
    ->group('/admin', function (Routes $routes): void {
        $routes->get('/stock', fn () => throw new OutOfStock('tea'));
    })
    ->get('/user/{id:int}', function (int $id, Dispatcher $dispatcher) {
        yield Aha\sleep(0.01); // a query
        return ['id' => $id, 'link' => $dispatcher->getBootstrap()->getRoutes()->url('user', ['id' => $id + 1])];
    })
    ->name('user');
$app->getRoutes()->get('/', fn (Request $request) => "try /user/7\n");

$app->getMiddleware()
    ->group('guard', function (?Request $request) {
        return $request?->bearerToken() === 'sesame' ? null : throw new HttpException(401, 'Say the word.');
    })
    ->match('/admin/**', 'guard')
    ->exceptionHandlers()
    ->on(OutOfStock::class, fn (OutOfStock $error) => ['soldOut' => $error->getMessage()]);

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, ['worker_num' => 2]);
$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});
$server->on('workerStart', fn (Http $server) => $app->setServer($server)->run());
$server->on('request', $app->http(...));
$server->start();
