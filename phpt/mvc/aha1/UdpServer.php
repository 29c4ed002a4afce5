<?php
// The start script of the UDP server.
use Aha\Bootstrap;
use Aha\Mvc\Dispatcher;
use Aha\Mvc\Router;

define('APP_NAME', 'Application');
Bootstrap::initLoader()->registerNamespace(APP_NAME, __DIR__);

class UdpServer extends \Aha\Server\Udp
{
    private $_objAha = null;

    public function onWorkerStart($server, $workerId)
    {
        $this->_objAha = Bootstrap::getInstance(APP_NAME, 'product');
        $this->_objAha->setServer($server)->run();
    }

    public function onPacket($server, $data, $clientInfo)
    {
        try {
            $package = json_decode($data, true);
            $cmd = isset($package['cmd']) ? $package['cmd'] : '';
            $objRouter = new Router($this->_objAha, $cmd, '-');
            $objDispatcher = new Dispatcher($this->_objAha, 'udp');
            $objDispatcher->setUdpPackage($data)->setUdpClientInfo($clientInfo)->dispatch($objRouter);
        } catch (\Exception $ex) {
            $status = $ex->getCode() === AHA_ROUTER_EXCEPTION ? '404' : '500';
            $server->sendto($clientInfo['address'], $clientInfo['port'], "[status] $status " . $ex->getMessage());
        }
    }
}

$server = new UdpServer('127.0.0.1', 0, array('process' => 'single', 'stall_limit' => 0.0));
$server->on('start', 'announce');
$server->start();
