<?php

// 07 · Static files
//
// What the document root has is answered without PHP; the handler gets the rest. Ranges, conditional requests
// and media types follow from the files. No path leads out of the root, and neither does a symbolic link.
//
//     php -d extension=aha.so examples/07-static-files.php
//     curl -i http://127.0.0.1:9601/                      public/index.html
//     curl -r 0-9 http://127.0.0.1:9601/hello.txt         the first ten bytes: 206
//     curl http://127.0.0.1:9601/api/time                 the handler
//     curl -OJ http://127.0.0.1:9601/download             a file that the handler chooses

use Aha\Server\{Http, Request, Response};

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, [
    'document_root' => __DIR__ . '/public',
    'http_index_files' => ['index.html'], // for a directory
    'static_max_age' => 3600,             // seconds a client may keep a file without asking again
]);

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

$server->on('request', function (Request $request, Response $response) {
    switch ($request->path) {
        case '/api/time':
            return ['time' => date(DATE_ATOM)];

        case '/download':
            // The file is read in pieces off the event loop. With a path that comes from the client, check it first.
            $response->header('Content-Disposition', 'attachment; filename="picture.svg"');
            $response->sendFile(__DIR__ . '/public/picture.svg');
            return;
    }
    throw new Aha\HttpException(404);
});

$server->start();
