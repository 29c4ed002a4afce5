<?php

// 06 · Server-sent events
//
// A page that listens and a handler that never ends by itself: it lives as long as the client stays.
//
//     php -d extension=aha.so examples/06-server-sent-events.php        then open the page in a browser, or:
//     curl -N http://127.0.0.1:9601/events
//     curl http://127.0.0.1:9601/listeners        how many listen now

use Aha\Server\{Http, Request, Response};

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, ['worker_num' => 1]); // one process knows all listeners

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

const PAGE = <<<HTML
    <!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Clock</title>
    <h1 id="time">…</h1>
    <script>
      new EventSource('/events').onmessage = event => { document.getElementById('time').textContent = event.data; };
    </script>
    </html>
    HTML;

$listeners = 0;

$events = function (Request $request, Response $response) use (&$listeners): Generator {
    $request->setTimeout(0); // no deadline: the default of request_timeout is one minute
    $response->header('Content-Type', 'text/event-stream')->header('Cache-Control', 'no-store');
    $listeners++;
    try {
        for ($id = 1; ; $id++) {
            yield $response->write("id: $id\ndata: " . date('H:i:s') . "\n\n");
            yield Aha\sleep(1.0);
        }
    } finally {
        // The client has gone (or the server stops): CancelledException arrives at the `yield` above.
        $listeners--;
        echo "a listener has gone, $listeners left\n";
    }
};

$server->on('request', function (Request $request, Response $response) use ($events, &$listeners) {
    return match ($request->path) {
        '/' => PAGE,
        '/events' => $events($request, $response),
        '/listeners' => ['listeners' => $listeners],
        default => throw new Aha\HttpException(404),
    };
});

$server->start();
