<?php

declare(strict_types=1);

namespace Application\Actions\Storage;

use Application\Models\{Accounts, Cache as Store};
use Application\Util\{BaseAction, Card};

#[Card('A cache', 'What costs a query is kept for three seconds: in SQLite, or in Redis when REDIS_HOST is set. Run it twice.')]
final class Cache extends BaseAction
{
    public function execute()
    {
        $cache = $this->make(Store::class);
        $sum = yield $cache->get('sum');
        if ($kept = $sum !== null) {
            return ['sum' => (int) $sum, 'from' => 'the cache', 'in' => $cache->where()];
        }
        $sum = yield $this->make(Accounts::class)->sum();
        yield $cache->set('sum', (string) $sum, 3);
        return ['sum' => $sum, 'from' => 'the database', 'in' => $cache->where()];
    }
}
