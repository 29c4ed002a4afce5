<?php

declare(strict_types=1);

namespace Application\Actions\Command;

use Application\Util\{Card, CommandAction};

#[Card('Who asks', 'What the server knows of the other side: by TCP its connection, by UDP its address.')]
final class Who extends CommandAction
{
    public function execute()
    {
        $dispatcher = $this->_objDispatcher;
        return match ($dispatcher->getProtocol()) {
            'tcp' => array_intersect_key((array) $this->server()->getClientInfo($dispatcher->getTcpClientFd()), ['remote_ip' => 1, 'packages' => 1]),
            'udp' => ['address' => $dispatcher->getUdpClientInfo()['address']],
            default => ['address' => $this->request()->clientAddress()],
        };
    }
}
