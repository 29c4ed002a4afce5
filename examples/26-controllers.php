<?php

// 26 · Controllers and templates
//
// A class with a method for each path, and pages from templates of plain PHP. The application is in examples/controllers: its classes
// are found by their names, Shop\Controller\CartController::show() is /cart/show.
//
//     php -d extension=aha.so examples/26-controllers.php
//     curl http://127.0.0.1:9601/                    a page
//     curl http://127.0.0.1:9601/cart                its index()
//     curl http://127.0.0.1:9601/cart/json           JSON
//     curl -i http://127.0.0.1:9601/cart/old         a redirect
//     curl http://127.0.0.1:9601/item/2              a declared route to a method
//     curl http://127.0.0.1:9601/item/two            404: the method takes an int

use Aha\Bootstrap;
use Aha\Server\Http;

Bootstrap::initLoader()->registerNamespace('Shop', __DIR__ . '/controllers');

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port);
$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

$app = Bootstrap::getInstance('Shop');
$server->on('workerStart', fn (Http $server) => $app->setServer($server)->run());
$server->on('request', $app->http(...));
$server->start();
