<?php

declare(strict_types=1);

namespace Demo;

use Aha\Server\{Request, Response};

/** @var App $app */

return ['When things go wrong', [
    new Demo(
        'GET /missing',
        'Not found',
        'HttpException becomes the answer: an HTML page for a browser, JSON for a program.',
        function (Request $request, Response $response) {
            throw new \Aha\HttpException(404, 'This page was never here.');
        },
        status: 404,
    ),
    new Demo(
        'GET /error',
        'An exception',
        'What a handler does not catch is a 500 for this request alone, and a line with its trace in the log.',
        function (Request $request, Response $response) {
            yield \Aha\sleep(0.01);
            throw new \RuntimeException('The cable was cut.');
        },
        status: 500,
    ),
    new Demo(
        'GET /exit',
        'exit()',
        'Ends the request, not the server.',
        function (Request $request, Response $response) {
            exit(1);
        },
        status: 500,
    ),
    new Demo(
        'GET /deadline',
        'A deadline',
        'It would wait for a minute but has half a second. Its finally blocks run, and you get a 504.',
        function (Request $request, Response $response) {
            $request->setTimeout(0.5);
            yield \Aha\sleep(60);
            return 'never';
        },
        status: 504,
    ),
    new Demo(
        'GET /runaway',
        'An endless loop',
        'Code that never waits is stopped at its deadline as well. The log names the line that blocks.',
        function (Request $request, Response $response) {
            $request->setTimeout(0.5);
            while (true) {
                // nothing: the loop of the server stands still until the deadline
            }
        },
        status: 504,
    ),
    new Demo(
        'GET /blocking',
        'A blocked loop',
        'Sleeps the old way, so that everybody waits. The log names the line while it blocks.',
        function (Request $request, Response $response) {
            usleep(400_000);
            return "Everybody waited with you. The log of the server names this line.\n";
        },
    ),
]];
