<?php

declare(strict_types=1);

namespace Demo;

use Aha\Server\{Request, Response};

/** @var App $app */

return ['Streams', [
    new Demo(
        'GET /stream',
        'An answer in pieces',
        'Ten lines, one every fifth of a second. Each write waits until you have taken enough.',
        function (Request $request, Response $response) {
            $response->header('Content-Type', 'text/plain; charset=utf-8');
            for ($i = 1; $i <= 10; $i++) {
                yield $response->write(str_repeat('▇', $i) . " $i\n");
                yield \Aha\sleep(0.2);
            }
        },
    ),
    new Demo(
        'GET /clock',
        'Server-sent events',
        'A clock that ticks in your browser for as long as you look at it.',
        function (Request $request, Response $response) {
            return Page::small('Server-sent events', <<<'HTML'
                <p class="clock" id="clock">…</p>
                <p>Each tick is an event from <code>/clock/events</code>. Close this page and the coroutine behind it ends.</p>
                <script>
                new EventSource('/clock/events').onmessage = event => {
                    document.getElementById('clock').textContent = event.data;
                };
                </script>
                HTML);
        },
        isPage: true,
    ),
    new Demo(
        'GET /clock/events',
        '',
        '',
        function (Request $request, Response $response) {
            $request->setTimeout(0); // no deadline
            $response->header('Content-Type', 'text/event-stream')->header('Cache-Control', 'no-store');
            while (true) { // until the client has gone: that arrives as CancelledException
                yield $response->write('data: ' . date('H:i:s') . "\n\n");
                yield \Aha\sleep(1.0);
            }
        },
    ),
    new Demo(
        'GET /count',
        'A body in pieces',
        'Send a file of any size: it is hashed while it arrives and never held in memory.',
        function (Request $request, Response $response) {
            return Page::small('A body in pieces', <<<'HTML'
                <p><label class="file">Choose a file <input type="file" id="file"></label></p>
                <pre class="result" id="result" hidden></pre>
                <script>
                document.getElementById('file').onchange = async event => {
                    const result = document.getElementById('result');
                    result.hidden = false;
                    result.textContent = '…';
                    const response = await fetch('/count', {method: 'POST', body: event.target.files[0]});
                    result.textContent = JSON.stringify(await response.json(), null, 2);
                };
                </script>
                HTML);
        },
        isPage: true,
    ),
    new Demo(
        'POST /count',
        '',
        '',
        function (Request $request, Response $response) {
            $hash = hash_init('sha256');
            $bytes = $pieces = 0;
            while (null !== $piece = yield $request->body()->read()) {
                hash_update($hash, $piece);
                $bytes += strlen($piece);
                $pieces++;
            }
            return ['bytes' => $bytes, 'pieces' => $pieces, 'sha256' => hash_final($hash)];
        },
    ),
]];
