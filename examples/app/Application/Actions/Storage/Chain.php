<?php

declare(strict_types=1);

namespace Application\Actions\Storage;

use Aha\Storage\Db\Pool;
use Application\Util\{BaseAction, Card};

#[Card('A chain of statements', 'A transaction in the shape of Aha 1.x: statements by name, and a closure that gets the results so far.')]
final class Chain extends BaseAction
{
    public function execute()
    {
        $db = Pool::getConnection('main', $this->config()->get('database', 'main'));
        $results = yield $db->beginTrans()
            ->queue('visit', "INSERT INTO visit (page) VALUES ('chain')")
            ->queue('note', fn (array $results) => ['UPDATE visit SET page = ? WHERE id = ?', ['chain again', $results['visit']['last_insert_id']]])
            ->queue('count', 'SELECT count(*) AS visits FROM visit');
        return ['changed' => $results['note']['affected_rows'], 'visits' => (int) $results['count']['result']->fetchValue()];
    }
}
