<?php

// The example application: what `./dev run` serves. Every demo has a card on the landing page, with its code.
//
//     php -d extension=aha.so examples/app/server.php
//     PORT=8080 HOST=0.0.0.0 php -d extension=aha.so examples/app/server.php      to look at it from a phone
//
// server.php        options and events
// src/App.php       finds the demo of a request and calls it
// src/Demo.php      one demo: its route, what the landing page says about it, its handler
// src/Page.php      the frame of the HTML pages
// src/demos/*.php   the demos, one file a group; a new file is a new group
// src/pages/*.php   the landing page and the page that shows the code of a demo
// public/           files that are answered without PHP

declare(strict_types=1);

namespace Demo;

use Aha\Server\{Http, Request, Response};

foreach (['Demo', 'Page', 'App'] as $class) {
    require __DIR__ . "/src/$class.php";
}

$port = getenv('PORT');
$server = new Http(getenv('HOST') ?: '127.0.0.1', $port === false ? 9601 : (int) $port, [
    'request_timeout' => 30.0,                  // seconds
    'document_root' => __DIR__ . '/public',
    'static_handler_locations' => ['/files/'],  // only below here are files looked for
    'static_max_age' => 60,
    'stream_body' => ['/count'],                // its handler reads the body while it arrives
    'upload_max_length' => 32 << 20,            // bytes
    'debug' => true,                            // error pages show the message: for development
]);

$app = new App($server, __DIR__ . '/src/demos');

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});
$server->on('request', fn (Request $request, Response $response) => $app->handle($request, $response));
$server->on('shutdown', function (): void {
    echo "stopped\n";
});
$server->start();
