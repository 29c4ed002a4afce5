<?php

declare(strict_types=1);

namespace Application\Util;

use Aha\Mvc\{Action, Config};
use Aha\Server\{Request, Response};

/** What the actions of this application have in common: short ways to what a request has. */
abstract class BaseAction extends Action
{
    protected function request(): Request
    {
        return $this->_objDispatcher->getRequest();
    }

    protected function response(): Response
    {
        return $this->_objDispatcher->getResponse();
    }

    protected function config(): Config
    {
        return $this->_objDispatcher->getBootstrap()->getConfig();
    }

    /** The server of server.php, with its listeners. */
    protected function server(): \AppServer
    {
        return $this->_objDispatcher->getBootstrap()->getServer();
    }

    /** Of a service, made by the container with what its constructor asks for. */
    protected function make(string $class): object
    {
        return $this->_objDispatcher->getBootstrap()->getContainer()->make($class);
    }

    protected function plain(string $text): string
    {
        $this->response()->header('Content-Type', 'text/plain; charset=utf-8');
        return $text;
    }
}
