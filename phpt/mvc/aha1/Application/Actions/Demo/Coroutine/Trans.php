<?php
namespace Application\Actions\Demo\Coroutine;

use Aha\Mvc\Action;
use Aha\Storage\Db\Pool;

class Trans extends Action
{
    public function excute()
    {
        $conf = $this->_objDispatcher->getBootstrap()->getConfig()->get('database', 'demo');
        $trans = Pool::getConnection('demo', $conf)->beginTrans()
            ->queue('user', "INSERT INTO user (name) VALUES ('by yield')")
            ->queue('friends', function ($result) {
                return 'INSERT INTO friends (user, friend) VALUES (' . intval($result['user']['last_insert_id']) . ', 2)';
            });
        $result = (yield $trans);
        $failed = (yield Pool::getConnection('demo', $conf)->beginTrans()->queue('a', "INSERT INTO user (name) VALUES ('undone')")->queue('b', 'no statement'));
        $this->_objDispatcher->getResponse()->end(json_encode(array($result['result']['friends']['affected_rows'], $failed['result'])));
    }
}
