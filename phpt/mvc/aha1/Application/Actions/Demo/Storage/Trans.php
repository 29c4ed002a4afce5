<?php
namespace Application\Actions\Demo\Storage;

use Aha\Mvc\Action;
use Aha\Storage\Db\Pool;

class Trans extends Action
{
    public function excute()
    {
        $conf = $this->_objDispatcher->getBootstrap()->getConfig()->get('database', 'demo');
        Pool::getConnection('demo', $conf)->beginTrans()
            ->queue('user', "INSERT INTO user (name) VALUES ('by callback')")
            ->queue('friends', function ($result) {
                $id = intval($result['user']['last_insert_id']);
                return "INSERT INTO friends (user, friend) VALUES ($id, 1)";
            })
            ->setCallback(array($this, 'output'))
            ->execute();
    }

    public function output($result, $dbObj, $dbSock)
    {
        $this->_objDispatcher->getResponse()->end(json_encode(array(array_keys($result), $result['friends']['affected_rows'])));
    }
}
