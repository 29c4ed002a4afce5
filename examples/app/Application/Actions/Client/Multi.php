<?php

declare(strict_types=1);

namespace Application\Actions\Client;

use Aha\Client\{Http, Multi as Many, Pool};
use Application\Util\{BaseAction, Card};

#[Card('Several at once', 'HTTP, TCP, UDP and a port where nobody is: each one\'s envelope by its request id, whatever becomes of the others.')]
final class Multi extends BaseAction
{
    public function execute()
    {
        $many = yield self::clients($this->server());
        return array_map(fn (array $envelope) => ['errno' => $envelope['errno'], 'ok' => $envelope['errno'] === 0], $many['data']);
    }

    public static function clients(\AppServer $server): Many
    {
        $command = json_encode(['cmd' => 'command-time']);
        return (new Many(timeout: 3.0))
            ->register(Pool::getHttpClient('GET', "http://127.0.0.1:{$server->port()}/command/time", timeout: 2.0)->setRequestId('http'))
            ->register(Pool::getTcpClient('127.0.0.1', $server->tcp->port(), timeout: 2.0)->setRequestId('tcp')->setPackage($command))
            ->register(Pool::getUdpClient('127.0.0.1', $server->udp->port(), timeout: 2.0)->setRequestId('udp')->setPackage($command))
            ->register((new Http('GET', 'http://127.0.0.1:1/', 2.0, 1.0))->setRequestId('nobody'));
    }
}
