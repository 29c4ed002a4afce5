<?php

// 11 · Logging
//
// A server that writes JSON lines. Each record knows the request it belongs to; writing happens in a thread.
//
//     php -d extension=aha.so examples/11-logging.php
//     curl -H 'X-Request-Id: my-own-id' http://127.0.0.1:9601/
//     curl http://127.0.0.1:9601/stats

use Aha\Log\Logger;
use Aha\Server\{Http, Request, Response};

// In production: new Logger('/var/log/shop/app-{Y}{m}{d}.log', ['max_files' => 14, …]).
$logger = new Logger('stdout', ['format' => 'json', 'level' => 'info', 'app' => 'shop', 'web_trace' => true]);

$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port);

$server->on('start', function (Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

$server->on('request', function (Request $request, Response $response) use ($logger) {
    if ($request->path === '/stats') {
        return $logger->stats(); // lines written and dropped, bytes, failed attempts, bytes that wait
    }
    $logger->info('{method} from {agent}', ['method' => $request->method, 'agent' => $request->header('User-Agent', 'nobody')]);
    $stock = yield Aha\go(function () use ($logger) {
        yield Aha\sleep(0.01); // a query
        $logger->debug('not written: the level is info');
        $logger->warning('only {left} left', ['left' => 2]); // has the request's id, too
        return 2;
    });
    try {
        throw new DomainException('this customer has no credit');
    } catch (DomainException $error) {
        $logger->error('refused', ['exception' => $error]); // class, message, place and trace, on one line
    }
    return ['request' => $request->id(), 'stock' => $stock];
});

$server->start();
