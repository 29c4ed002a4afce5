<?php

// 01 · Hello
//
// A server is one object and one handler; what the handler returns is the answer.
//
//     php -d extension=aha.so examples/01-hello.php
//     curl http://127.0.0.1:9601/              Hello, world!
//     curl http://127.0.0.1:9601/?name=Ada     Hello, Ada!
//     curl http://127.0.0.1:9601/me            {"method":"GET", … }
//     curl http://127.0.0.1:9601/else          404
//
// PORT=8080 chooses another port, PORT=0 a free one. Ctrl-C stops: requests in flight are finished first.

use Aha\Server\{Http, Request, Response};

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port);

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

$server->on('request', function (Request $request, Response $response) {
    switch ($request->path) {
        case '/':
            // A string is the body. It is HTML unless you say otherwise.
            $response->header('Content-Type', 'text/plain; charset=utf-8');
            return 'Hello, ' . ($request->get['name'] ?? 'world') . "!\n";

        case '/me':
            // An array (or JsonSerializable) is sent as JSON.
            return ['method' => $request->method, 'agent' => $request->header('User-Agent'), 'from' => $request->clientAddress()];
    }
    // An exception is an answer too: HttpException says which; any other one is a 500 and a line in the error log.
    throw new Aha\HttpException(404, 'There is nothing here.');
});

$server->start();
