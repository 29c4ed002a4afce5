<?php

// 04 · Streaming, both ways
//
// An answer in pieces, and a request body in pieces. Each side waits for the other, so that memory stays flat
// however large the data and however slow the client.
//
//     php -d extension=aha.so examples/04-streaming.php
//     curl -N http://127.0.0.1:9601/                          five lines, one every 0.2 s
//     curl http://127.0.0.1:9601/big?mb=200 >/dev/null        200 MB; the memory used stands at the end
//     head -c 50M /dev/zero | curl -T - http://127.0.0.1:9601/count

use Aha\Server\{Http, Request, Response};

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, [
    'stream_body' => ['/count'], // below these paths the handler runs when the head is there; the body comes while it runs
]);

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

// The head goes out with the first write(); "Transfer-Encoding: chunked" follows by itself.
function lines(Response $response): Generator
{
    for ($i = 1; $i <= 5; $i++) {
        yield $response->write("line $i\n");
        yield Aha\sleep(0.2);
    }
}

// `yield` on a write waits until the client has taken enough. Without it, BackpressureException stops the
// handler when the bytes that wait exceed buffer_output_size.
function big(Response $response, int $megabytes): Generator
{
    $piece = str_repeat("0123456789abcde\n", 65536); // 1 MiB
    for ($i = 0; $i < $megabytes; $i++) {
        yield $response->write($piece);
    }
    yield $response->write(sprintf("peak memory of PHP: %.1f MB\n", memory_get_peak_usage() / 1e6));
}

// read() gives the next bytes, null at the end. While nobody reads, the client is not read from either.
function count_bytes(Request $request): Generator
{
    $hash = hash_init('sha256');
    $bytes = $pieces = 0;
    while (null !== $piece = yield $request->body()->read()) {
        hash_update($hash, $piece);
        $bytes += strlen($piece);
        $pieces++;
    }
    return ['bytes' => $bytes, 'pieces' => $pieces, 'sha256' => hash_final($hash)];
}

$server->on('request', function (Request $request, Response $response) {
    $response->header('Content-Type', 'text/plain; charset=utf-8');
    return match ($request->path) {
        '/' => lines($response),
        '/big' => big($response, min(1000, (int) ($request->get['mb'] ?? 10))),
        '/count' => count_bytes($request),
        default => throw new Aha\HttpException(404),
    };
});

$server->start();
