<?php
namespace Application\Actions\Demo\Client;

use Aha\Client\Pool;
use Aha\Mvc\Action;

class Http extends Action
{
    public function excute()
    {
        $port = $this->_objDispatcher->getRequest()->server['server_port'];
        Pool::getHttpClient('GET', "http://127.0.0.1:$port/index")->setQuery(array('q' => 'own'))->setRequestId('http')->setCallback(array($this, 'output'))->loop();
    }

    public function output($data)
    {
        $this->_objDispatcher->getResponse()->end(json_encode(array($data['errno'], $data['requestId'], $data['data']['header']['status'], json_decode($data['data']['body'], true))));
    }
}
