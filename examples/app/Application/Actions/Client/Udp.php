<?php

declare(strict_types=1);

namespace Application\Actions\Client;

use Aha\Client\Pool;
use Application\Util\{BaseAction, Card};

#[Card('Ask by UDP', 'The same command as a datagram.')]
final class Udp extends BaseAction
{
    public function execute()
    {
        $client = Pool::getUdpClient('127.0.0.1', $this->server()->udp->port(), timeout: 2.0, connectTimeout: 1.0);
        $envelope = yield $client->setRequestId('udp')->setPackage(json_encode(['cmd' => 'command-repeat', 'text' => 'hello']));
        return ['errno' => $envelope['errno'], 'answer' => json_decode($envelope['data'] ?? 'null')];
    }
}
