<?php

declare(strict_types=1);

namespace Application\Actions\Monitor;

use Aha\Client\Pool as Clients;
use Aha\Storage\Db\Pool as Databases;
use Application\Util\{BaseAction, Card};

#[Card('The figures as JSON', 'The same for a program: counters of all processes, the pools and the memory of the one that answers.')]
final class Stats extends BaseAction
{
    public function execute()
    {
        $columns = array_flip(['size', 'in_use', 'waiting', 'created']);
        $counters = array_flip(['requests', 'queries']);
        $pools = array_map(fn (array $pool) => array_intersect_key($pool, $columns + $counters), Clients::stats() + Databases::stats());
        return $this->server()->stats() + ['memory' => memory_get_usage(), 'worker' => $this->server()->workerId(), 'pools' => $pools];
    }
}
