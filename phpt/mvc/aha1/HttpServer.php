<?php
// The start script of the HTTP server: what an application of Aha 1.x has to change.
use Aha\Bootstrap;
use Aha\Mvc\Dispatcher;
use Aha\Mvc\Router;

define('APP_NAME', 'Application');
Bootstrap::initLoader()->registerNamespace(APP_NAME, __DIR__);

class HttpServer extends \Aha\Server\Http
{
    private $_objAha = null;

    public function onWorkerStart($server, $workerId)
    {
        $this->_objAha = Bootstrap::getInstance(APP_NAME, 'product');
        $this->_objAha->setServer($server)->run();
        $track = new \Application\Filters\Track();
        $this->_objAha->getFilter()
            ->registerPreRouter(array($track, 'preRouterOne'))
            ->registerPreRouter(array($track, 'preRouterTwo'))
            ->registerPostRouter(array($track, 'postRouter'))
            ->registerPreDispatch(array($track, 'preDispatch'))
            ->registerPostDispatch(array($track, 'postDispatch'));
    }

    public function onRequest($request, $response)
    {
        try {
            $objRouter = new Router($this->_objAha, $request->server['request_uri']);
            $objDispatcher = new Dispatcher($this->_objAha);
            $objDispatcher->setRequest($request)->setResponse($response)->dispatch($objRouter);
        } catch (\Exception $ex) {
            $response->status($ex->getCode() === AHA_ROUTER_EXCEPTION ? 404 : 500);
            $response->end('failed: ' . $ex->getMessage());
        }
    }
}

$server = new HttpServer('127.0.0.1', 0, array('process' => 'single', 'stall_limit' => 0.0));
$server->on('start', 'announce');
$server->start();
