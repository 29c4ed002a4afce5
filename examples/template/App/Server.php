<?php

declare(strict_types=1);

namespace App;

use Aha\Bootstrap;
use Aha\Server\{Http, Request, Response};

/** The server of the application. This class is loaded by the master: a change of it needs a restart, everything else a reload. */
class Server extends Http
{
    private Bootstrap $app;

    /** @param array $options of Aha\Server\Http */
    public function __construct(private string $host, int $port, array $options = [])
    {
        parent::__construct($host, $port, $options + ['request_timeout' => 30.0, 'app_name' => 'app']);
    }

    public function onStart(Http $server): void
    {
        echo "http://{$this->host}:{$this->port()}/\n";
    }

    /** In each worker, before it serves: reads configuration, actions, routes and middleware. */
    public function onWorkerStart(Http $server, int $workerId)
    {
        $this->app = Bootstrap::getInstance('App')->setServer($this)->run();
    }

    public function onRequest(Request $request, Response $response)
    {
        return $this->app->http($request, $response);
    }
}
