<?php
// The start script of the TCP server.
use Aha\Bootstrap;
use Aha\Mvc\Dispatcher;
use Aha\Mvc\Router;

define('APP_NAME', 'Application');
Bootstrap::initLoader()->registerNamespace(APP_NAME, __DIR__);

class TcpServer extends \Aha\Server\Tcp
{
    private $_objAha = null;

    public function onWorkerStart($server, $workerId)
    {
        $this->_objAha = Bootstrap::getInstance(APP_NAME, 'product');
        $this->_objAha->setServer($server)->run();
    }

    public function onReceive($server, $fd, $fromId, $data)
    {
        try {
            $package = json_decode($data, true);
            $cmd = isset($package['cmd']) ? $package['cmd'] : '';
            $objRouter = new Router($this->_objAha, $cmd, '-');
            $objDispatcher = new Dispatcher($this->_objAha, 'tcp');
            $objDispatcher->setTcpClientFd($fd)->setTcpFromId($fromId)->setTcpPackage($data)->dispatch($objRouter);
        } catch (\Exception $ex) {
            $status = $ex->getCode() === AHA_ROUTER_EXCEPTION ? '404' : '500';
            $server->send($fd, "[status] $status " . $ex->getMessage() . "\r\n\r\n");
        }
    }
}

$server = new TcpServer('127.0.0.1', 0, array('process' => 'single', 'stall_limit' => 0.0, 'open_eof_check' => true, 'package_eof' => "\r\n\r\n"));
$server->on('start', 'announce');
$server->start();
