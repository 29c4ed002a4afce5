<?php

// The example application on Aha\Mvc: what `./dev run` serves. Every demo has a card on the landing page, with its code.
//
//     php -d extension=aha.so examples/app/server.php
//     PORT=8080 HOST=0.0.0.0 php -d extension=aha.so examples/app/server.php      to look at it from a phone
//     php -d extension=aha.so examples/app/server.php --env product               with Config/Product in place of Config/Dev
//     php examples/app/server.php status | reload | stop
//
// With DB_HOST (DB_PORT, DB_USER, DB_PASSWORD, DB_NAME) the database is MySQL or MariaDB instead of an SQLite file, with REDIS_HOST
// (REDIS_PORT, REDIS_PASSWORD) the cache is Redis.
//
// server.php                  one server with three listeners more: TCP and UDP commands, HTTPS
// Application/Actions/…       what a request is for: /coroutine/sleep is Actions/Coroutine/Sleep.php
// Application/Config/…        configuration, routes, middleware; Config/Dev and Config/Product are laid over it
// Application/Models/…        data
// Application/Filters/…       hooks that every request passes
// Application/Middleware/…    what some routes need
// Application/Boot/…          what a worker does before it serves
// Application/Util/…          the frame of pages, logs, a certificate for the demo of HTTPS
// public/                     files that are answered without PHP
// var/                        logs, the SQLite file; made at the first start, VAR_FOLDER names another folder

declare(strict_types=1);

use Aha\Bootstrap;
use Aha\Mvc\Env;
use Aha\Server\{Http, Listener, Request, Response};

/** Logs, the SQLite file, the certificate. */
define('VAR_FOLDER', getenv('VAR_FOLDER') ?: __DIR__ . '/var');
is_dir(VAR_FOLDER) || mkdir(VAR_FOLDER, 0700, true);

Bootstrap::initLoader()->registerNamespace('Application', __DIR__);

final class AppServer extends Http
{
    public readonly Listener $tcp;
    public readonly Listener $udp;
    public readonly ?Listener $https;
    private Bootstrap $app;

    public function __construct(string $host, int $port)
    {
        parent::__construct($host, $port, [
            'request_timeout' => 30.0,                            // seconds
            'document_root' => __DIR__ . '/public',
            'static_handler_locations' => ['/files/', '/assets/'], // only below here are files looked for
            'static_max_age' => 60,
            'stream_body' => ['/stream/count'],                   // its action reads the body while it arrives
            'upload_max_length' => 32 << 20,                      // bytes
            'app_name' => 'example',
            'debug' => true,                                      // error pages show the message: for development
        ]);
        // The same actions by commands: {"cmd": "command-repeat", "text": "hello"}.
        $this->tcp = $this->addListener($host, self::portBehind($port, 1), 'tcp', ['package_eof' => "\r\n\r\n", 'package_eof_keep' => false]);
        $this->udp = $this->addListener($host, self::portBehind($port, 2), 'udp');
        $certificate = Application\Util\Certificate::make(VAR_FOLDER);
        $this->https = $certificate ? $this->addListener('127.0.0.1', 0, 'http', $certificate) : null;

        $this->tcp->on('receive', fn ($server, int $fd, int $fromId, string $package) => $this->app->tcp($this, $fd, $fromId, $package));
        $this->udp->on('packet', fn ($server, string $data, array $client) => $this->app->udp($this, $data, $client));
    }

    private static function portBehind(int $port, int $steps): int
    {
        return $port === 0 ? 0 : $port + $steps;
    }

    public function onStart(Http $server): void
    {
        echo "http://127.0.0.1:{$this->port()}/\n",
            "commands by TCP on port {$this->tcp->port()}, by UDP on port {$this->udp->port()}\n";
    }

    /** In each worker: a reload reads configuration and code anew. */
    public function onWorkerStart(Http $server, int $workerId): void
    {
        $this->app = Bootstrap::getInstance('Application', Env::environ('dev'))->setServer($this)->run();
        (new Application\Filters\Track())->register($this->app->getFilter());
    }

    public function onRequest(Request $request, Response $response)
    {
        return $this->app->http($request, $response);
    }

    public function onShutdown(Http $server): void
    {
        echo "stopped\n";
    }
}

$port = getenv('PORT');
(new AppServer(getenv('HOST') ?: '127.0.0.1', $port === false ? 9601 : (int) $port))->start();
