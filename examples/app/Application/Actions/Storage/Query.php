<?php

declare(strict_types=1);

namespace Application\Actions\Storage;

use Aha\Storage\Db\Pool;
use Application\Util\{BaseAction, Card};

#[Card('Queries', 'Two statements with parameters, at once, over pooled connections: SQLite in a file, or MySQL when DB_HOST is set.')]
final class Query extends BaseAction
{
    public function execute()
    {
        $db = Pool::getConnection('main', $this->config()->get('database', 'main'));
        [$rich, $sum] = yield [
            $db->query('SELECT name, money FROM account WHERE money >= ? ORDER BY name', [40]),
            $db->query('SELECT sum(money) FROM account'),
        ];
        return ['driver' => Pool::stats('main')['driver'], 'rich' => $rich->rows, 'sum' => (int) $sum->fetchValue()];
    }
}
