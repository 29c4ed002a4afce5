<?php
namespace Application\Actions\Demo\Storage;

use Aha\Mvc\Action;
use Aha\Storage\Db\Pool;

class Db extends Action
{
    public function excute()
    {
        $conf = $this->_objDispatcher->getBootstrap()->getConfig()->get('database', 'demo');
        Pool::getConnection('demo', $conf)->query('SELECT id, name FROM user ORDER BY id', array($this, 'output'));
    }

    public function output($result, $dbObj, $dbSock)
    {
        $this->_objDispatcher->getResponse()->end($result === false ? 'no: ' . $dbObj->error : json_encode($result->fetch_all(MYSQLI_ASSOC)));
    }
}
