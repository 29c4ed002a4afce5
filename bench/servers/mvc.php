<?php
// The application of bench/apps that APP names, through the whole Mvc.
Aha\Bootstrap::initLoader()->registerNamespace(getenv('APP'), dirname(__DIR__) . '/apps');
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$app = Aha\Bootstrap::getInstance(getenv('APP'));
$server->on('workerStart', static fn ($server) => $app->setServer($server)->run());
$server->on('request', $app->http(...));
$server->start();
