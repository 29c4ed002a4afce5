<?php

// Starts the application:   php server.php            in the foreground, on http://127.0.0.1:9601/
//                           php server.php start -d   in the background; then: status, reload, restart, stop
//                           PORT=8080 php server.php --env product

declare(strict_types=1);

Aha\Bootstrap::initLoader()->registerNamespace('App', __DIR__);

$port = getenv('PORT');
(new App\Server(getenv('HOST') ?: '127.0.0.1', $port === false ? 9601 : (int) $port))->start();
