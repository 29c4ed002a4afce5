<?php

declare(strict_types=1);

namespace Demo;

use Aha\Server\{Request, Response};

/** @var App $app */

return ['Coroutines and other styles', [
    new Demo(
        'GET /sleep',
        'Wait without blocking',
        'Sleeps for half a second. Everybody else is served meanwhile, by the same process.',
        function (Request $request, Response $response) {
            $start = microtime(true);
            yield \Aha\sleep(0.5);
            return ['slept' => round(microtime(true) - $start, 3)];
        },
    ),
    new Demo(
        'GET /parallel',
        'Three at once',
        'Three pieces of work of 0.2, 0.3 and 0.4 seconds, together: it takes 0.4, not 0.9.',
        function (Request $request, Response $response) {
            $work = function (float $seconds) {
                yield \Aha\sleep($seconds); // a query, a request to another service …
                return "took $seconds";
            };
            $start = microtime(true);
            $results = yield [
                'user' => $work(0.2),
                'news' => $work(0.3),
                'weather' => $work(0.4),
            ];
            return $results + ['elapsed' => round(microtime(true) - $start, 3)];
        },
    ),
    new Demo(
        'GET /first',
        'The first one wins',
        'Asks three sources and takes the first answer. The other two are cancelled: their finally blocks run.',
        function (Request $request, Response $response) {
            $log = [];
            $source = function (string $name, float $seconds) use (&$log) {
                try {
                    yield \Aha\sleep($seconds);
                    return $name;
                } finally {
                    $log[] = "$name has ended";
                }
            };
            $winner = yield \Aha\any([$source('Oslo', 0.3), $source('Lima', 0.1), $source('Kyoto', 0.2)]);
            yield \Aha\sleep(0.01);
            return ['winner' => $winner, 'log' => $log];
        },
    ),
    new Demo(
        'GET /workers',
        'A queue and three workers',
        'Nine jobs go through a channel to three tasks that belong to this request.',
        function (Request $request, Response $response) {
            $jobs = new \Aha\Coroutine\Channel(9);
            $done = [];
            $workers = [];
            foreach (['a', 'b', 'c'] as $name) {
                $workers[] = \Aha\go(function () use ($jobs, $name, &$done) {
                    while (null !== $job = yield $jobs->pop()) {
                        yield \Aha\sleep(0.1);
                        $done[] = "$name: job $job";
                    }
                });
            }
            foreach (range(1, 9) as $job) {
                yield $jobs->push($job);
            }
            $jobs->close();
            yield $workers;
            return $done;
        },
    ),
    new Demo(
        'GET /fiber',
        'Fiber style',
        'The same operations without yield: the code runs in a fiber and calls Aha\await().',
        function (Request $request, Response $response) {
            return \Aha\fiber(function () {
                $start = microtime(true);
                \Aha\await(\Aha\sleep(0.2));
                $both = \Aha\await([\Aha\sleep(0.1), \Aha\sleep(0.1)]);
                return ['waited' => count($both) + 1, 'elapsed' => round(microtime(true) - $start, 3)];
            });
        },
    ),
    new Demo(
        'GET /callback',
        'Callback style',
        'Or with a function that is called at the end. The answer is sent when somebody sends it.',
        function (Request $request, Response $response) {
            \Aha\sleep(0.2, function ($result, $error) use ($response) {
                $response->json(['by' => 'a callback', 'error' => $error?->getMessage()]);
            });
        },
    ),
]];
