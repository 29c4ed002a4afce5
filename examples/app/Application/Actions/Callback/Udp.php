<?php

declare(strict_types=1);

namespace Application\Actions\Callback;

use Aha\Client\Pool;
use Application\Util\{BaseAction, Card};

#[Card('UDP with a callback', 'A command to the UDP listener of this server.')]
final class Udp extends BaseAction
{
    public function execute()
    {
        Pool::getUdpClient('127.0.0.1', $this->server()->udp->port(), timeout: 2.0, connectTimeout: 1.0)
            ->setRequestId('udp')
            ->setPackage(json_encode(['cmd' => 'command-repeat', 'text' => 'hello']))
            ->setCallback([$this, 'output'])
            ->loop();
    }

    public function output(array $envelope): void
    {
        $this->response()->json(['errno' => $envelope['errno'], 'answer' => json_decode(trim($envelope['data'] ?? 'null'))]);
    }
}
