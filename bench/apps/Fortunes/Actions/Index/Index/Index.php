<?php

namespace Fortunes\Actions\Index\Index;

use Aha\Mvc\Action;
use Aha\Storage\Db\Pool;

final class Index extends Action
{
    public function execute()
    {
        return page((yield Pool::getConnection('bench')->query('SELECT id, message FROM fortune'))->rows);
    }
}
