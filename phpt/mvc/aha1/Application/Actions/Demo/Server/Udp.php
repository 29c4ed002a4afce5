<?php
namespace Application\Actions\Demo\Server;

use Aha\Mvc\Action;

class Udp extends Action
{
    public function excute()
    {
        $package = json_decode($this->_objDispatcher->getUdpPackage(), true);
        $client = $this->_objDispatcher->getUdpClientInfo();
        $this->_objDispatcher->getBootstrap()->getServer()->sendto($client['address'], $client['port'], $this->_objDispatcher->getProtocal() . ' echo ' . $package['body'] . "\r\n\r\n");
    }
}
