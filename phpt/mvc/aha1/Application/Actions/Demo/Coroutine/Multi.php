<?php
namespace Application\Actions\Demo\Coroutine;

use Aha\Client\Multi as Clients;
use Aha\Client\Pool;
use Aha\Mvc\Action;

class Multi extends Action
{
    public function excute()
    {
        $config = $this->_objDispatcher->getBootstrap()->getConfig();
        $port = $this->_objDispatcher->getRequest()->server['server_port'];
        $multi = new Clients();
        $multi->register(Pool::getHttpClient('GET', "http://127.0.0.1:$port/index")->setRequestId('http'));
        $multi->register(Pool::getTcpClient('127.0.0.1', $config->get('services', 'tcp'))->setRequestId('tcp')->setPackage('{"cmd":"demo-server-tcp","body":"multi"}'));
        $result = (yield $multi->register(Pool::getUdpClient('127.0.0.1', $config->get('services', 'udp'))->setRequestId('udp')->setPackage('{"cmd":"demo-server-udp","body":"multi"}')));
        ksort($result['data']);
        $this->_objDispatcher->getResponse()->end(json_encode(array($result['errno'], $result['requestId'], array_keys($result['data']), trim($result['data']['tcp']['data']), trim($result['data']['udp']['data']))));
    }
}
