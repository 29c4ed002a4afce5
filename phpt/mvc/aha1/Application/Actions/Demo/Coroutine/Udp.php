<?php
namespace Application\Actions\Demo\Coroutine;

use Aha\Client\Pool;
use Aha\Mvc\Action;

class Udp extends Action
{
    public function excute()
    {
        $port = $this->_objDispatcher->getBootstrap()->getConfig()->get('services', 'udp');
        $result = (yield Pool::getUdpClient('127.0.0.1', $port)->setRequestId('u')->setPackage(json_encode(array('cmd' => 'demo-server-udp', 'body' => 'by yield'))));
        $this->_objDispatcher->getResponse()->end(trim($result['data']));
    }
}
