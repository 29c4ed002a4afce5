<?php
namespace Application\Actions\Service\Monitor;

use Aha\Mvc\Action;

class Stats extends Action
{
    public function excute()
    {
        $stats = $this->_objDispatcher->getBootstrap()->getServer()->stats();
        $this->_objDispatcher->getResponse()->end(json_encode(array('connections' => $stats['connection_num'] > 0, 'requests' => $stats['request_count'] > 0)));
    }
}
