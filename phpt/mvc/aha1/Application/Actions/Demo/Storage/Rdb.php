<?php
namespace Application\Actions\Demo\Storage;

use Aha\Mvc\Action;
use Aha\Storage\Memory\Pool;

class Rdb extends Action
{
    private $_redis = null;

    public function excute()
    {
        $this->_redis = Pool::getConnection('demo', $this->_objDispatcher->getBootstrap()->getConfig()->get('redis', 'demo'));
        $this->_redis->set('name', 'by callback', array($this, 'stored'));
    }

    public function stored($result, $error)
    {
        $this->_redis->get('name', array($this, 'output'));
    }

    public function output($result, $error)
    {
        $this->_objDispatcher->getResponse()->end(json_encode(array($result, $error)));
    }
}
