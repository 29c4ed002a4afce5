<?php

declare(strict_types=1);

namespace Application\Actions\Storage;

use Aha\Storage\Db\Pool;
use Application\Util\{BaseAction, Card};

#[Card('A query with a callback', 'The shape of Aha 1.x: function ($result, $dbObj, $dbSock).')]
final class Callback extends BaseAction
{
    public function execute()
    {
        $db = Pool::getConnection('main', $this->config()->get('database', 'main'));
        $db->query('SELECT name FROM account ORDER BY name', [$this, 'output']);
    }

    public function output($result, $dbObj, $dbSock): void
    {
        $this->response()->json($result ? $result->fetch_all() : ['error' => $dbObj->error]);
    }
}
