<?php
namespace Application\Actions\Demo\Coroutine;

use Aha\Mvc\Action;
use Aha\Storage\Memory\Pool;

class Rdb extends Action
{
    public function excute()
    {
        $redis = Pool::getConnection('demo', $this->_objDispatcher->getBootstrap()->getConfig()->get('redis', 'demo'));
        yield $redis->createCoroutine()->hmset('hash', array('a' => 1, 'b' => 2));
        $hash = (yield $redis->createCoroutine()->hmget('hash', array('a', 'b')));
        yield $redis->createCoroutine()->del('list');
        yield $redis->createCoroutine()->lpush('list', 'x');
        $list = (yield $redis->createCoroutine()->lrange('list', 0, -1));
        $this->_objDispatcher->getResponse()->end(json_encode(array($hash, $list)));
    }
}
