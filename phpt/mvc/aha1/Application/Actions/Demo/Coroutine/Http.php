<?php
namespace Application\Actions\Demo\Coroutine;

use Aha\Client\Pool;
use Aha\Mvc\Action;

class Http extends Action
{
    public function excute()
    {
        $port = $this->_objDispatcher->getRequest()->server['server_port'];
        $result = (yield Pool::getHttpClient('GET', "http://127.0.0.1:$port/index")->setRequestId('coroutine'));
        $this->_objDispatcher->getResponse()->end(json_encode(array($result['errno'], $result['requestId'], $result['data']['header']['status'])));
    }
}
