<?php

declare(strict_types=1);

namespace Application\Actions\Client;

use Aha\Client\Pool;
use Application\Util\{BaseAction, Card};

#[Card('Ask by TCP', 'A command to the TCP listener of this server: {"cmd": "command-repeat", …}.')]
final class Tcp extends BaseAction
{
    public function execute()
    {
        $client = Pool::getTcpClient('127.0.0.1', $this->server()->tcp->port(), timeout: 2.0, connectTimeout: 1.0);
        $envelope = yield $client->setRequestId('tcp')->setPackage(json_encode(['cmd' => 'command-repeat', 'text' => 'hello']));
        return ['errno' => $envelope['errno'], 'answer' => json_decode(trim($envelope['data'] ?? 'null'))];
    }
}
