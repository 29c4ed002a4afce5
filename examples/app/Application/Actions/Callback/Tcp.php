<?php

declare(strict_types=1);

namespace Application\Actions\Callback;

use Aha\Client\Pool;
use Application\Util\{BaseAction, Card};

#[Card('TCP with a callback', 'A command to the TCP listener of this server.')]
final class Tcp extends BaseAction
{
    public function execute()
    {
        Pool::getTcpClient('127.0.0.1', $this->server()->tcp->port(), timeout: 2.0, connectTimeout: 1.0)
            ->setRequestId('tcp')
            ->setPackage(json_encode(['cmd' => 'command-repeat', 'text' => 'hello']))
            ->setCallback([$this, 'output'])
            ->loop();
    }

    public function output(array $envelope): void
    {
        $this->response()->json(['errno' => $envelope['errno'], 'answer' => json_decode(trim($envelope['data'] ?? 'null'))]);
    }
}
