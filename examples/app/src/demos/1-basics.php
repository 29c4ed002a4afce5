<?php

declare(strict_types=1);

namespace Demo;

use Aha\Server\{Request, Response};

/** @var App $app */

return ['First steps', [
    new Demo(
        'GET /hello',
        'Hello',
        'A handler returns a string, and that is the answer.',
        function (Request $request, Response $response) {
            $response->header('Content-Type', 'text/plain; charset=utf-8');
            return 'Hello, ' . $request->input('name', 'world') . "!\n";
        },
        link: '/hello?name=Ada',
    ),
    new Demo(
        'GET /json',
        'JSON',
        'An array becomes JSON. This one says what the server knows about your request.',
        function (Request $request, Response $response) {
            return [
                'method' => $request->method,
                'path' => $request->path,
                'query' => $request->get,
                'from' => $request->clientAddress(),
                'accepts' => $request->header('Accept'),
            ];
        },
        link: '/json?colour=teal',
    ),
    new Demo(
        'GET /cookie',
        'Cookie',
        'Counts your visits in a cookie. Run it twice.',
        function (Request $request, Response $response) {
            $visits = 1 + (int) ($request->cookie['visits'] ?? 0);
            $response->cookie('visits', (string) $visits, maxAge: 3600, httpOnly: true, sameSite: 'Lax');
            return ['visits' => $visits];
        },
    ),
]];
