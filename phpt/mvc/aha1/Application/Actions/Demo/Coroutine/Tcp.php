<?php
namespace Application\Actions\Demo\Coroutine;

use Aha\Client\Pool;
use Aha\Mvc\Action;

class Tcp extends Action
{
    public function excute()
    {
        $port = $this->_objDispatcher->getBootstrap()->getConfig()->get('services', 'tcp');
        $result = (yield Pool::getTcpClient('127.0.0.1', $port)->setRequestId('t')->setPackage(json_encode(array('cmd' => 'demo-server-tcp', 'body' => 'by yield'))));
        $this->_objDispatcher->getResponse()->end(trim($result['data']));
    }
}
