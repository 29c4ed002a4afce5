<?php
namespace Application\Actions\Demo\Server;

use Aha\Mvc\Action;

class Tcp extends Action
{
    public function excute()
    {
        $package = json_decode($this->_objDispatcher->getTcpPackage(), true);
        $this->_objDispatcher->getBootstrap()->getServer()->send($this->_objDispatcher->getTcpClientFd(), $this->_objDispatcher->getProtocal() . ' echo ' . $package['body'] . "\r\n\r\n");
    }
}
