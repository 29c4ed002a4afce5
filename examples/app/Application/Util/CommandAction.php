<?php

declare(strict_types=1);

namespace Application\Util;

/** An action for all protocols: its arguments come from the package, or from the query or the body of a request. */
abstract class CommandAction extends BaseAction
{
    protected function arguments(): array
    {
        return match ($this->_objDispatcher->getProtocol()) {
            'tcp' => json_decode($this->_objDispatcher->getTcpPackage(), true),
            'udp' => json_decode($this->_objDispatcher->getUdpPackage(), true),
            default => $this->request()->method === 'POST' ? (array) $this->request()->json() : $this->request()->get,
        };
    }
}
