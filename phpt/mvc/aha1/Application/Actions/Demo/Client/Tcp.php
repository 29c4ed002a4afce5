<?php
namespace Application\Actions\Demo\Client;

use Aha\Client\Pool;
use Aha\Mvc\Action;

class Tcp extends Action
{
    public function excute()
    {
        $port = $this->_objDispatcher->getBootstrap()->getConfig()->get('services', 'tcp');
        Pool::getTcpClient('127.0.0.1', $port)->setRequestId('tcp')->setPackage(json_encode(array('cmd' => 'demo-server-tcp', 'body' => 'by callback')))->setCallback(array($this, 'output'))->loop();
    }

    public function output($data)
    {
        $this->_objDispatcher->getResponse()->end(json_encode(array($data['errno'], $data['requestId'], trim($data['data']))));
    }
}
