<?php

declare(strict_types=1);

namespace Demo;

use Aha\Server\{Request, Response};

/** @var App $app */

return ['Insight', [
    new Demo(
        'GET /stats',
        'Statistics',
        'What the server has done since its start, refreshed every second.',
        function (Request $request, Response $response) use ($app) {
            $words = [
                'request_count' => 'requests', 'in_flight' => 'of them at work now', 'accept_count' => 'connections',
                'connection_num' => 'of them open now', 'bad_request_count' => 'requests that broke the protocol',
                'timeout_count' => 'clients that were too slow', 'abort_count' => 'clients that left early',
                'refuse_count' => 'connections turned away', 'stall_count' => 'times the loop was blocked',
                'accept_error_count' => 'failures to accept', 'start_time' => 'start (Unix time)',
            ];
            $rows = '';
            foreach (array_replace($words, $app->server->stats()) as $name => $value) {
                $label = $words[$name] ?? strtr($name, '_', ' ');
                $rows .= "<tr><td>$label</td><td id=\"$name\">$value</td></tr>\n";
            }
            return Page::small('Statistics', "<table class=\"stats\">\n$rows</table>" . <<<'HTML'
                <script>
                setInterval(async () => {
                    const stats = await (await fetch('/stats.json')).json();
                    for (const [name, value] of Object.entries(stats)) {
                        const cell = document.getElementById(name);
                        if (cell) cell.textContent = value;
                    }
                }, 1000);
                </script>
                HTML);
        },
        isPage: true,
    ),
    new Demo(
        'GET /stats.json',
        'Statistics as JSON',
        'The same for a program.',
        function (Request $request, Response $response) use ($app) {
            return $app->server->stats() + ['memory' => memory_get_usage()];
        },
    ),
    new Demo(
        'GET /about',
        'About',
        'The extension, its version, and the libraries it was built with.',
        function (Request $request, Response $response) {
            ob_start();
            (new \ReflectionExtension('aha'))->info();
            $response->header('Content-Type', 'text/plain; charset=utf-8');
            return ob_get_clean();
        },
    ),
]];
