<?php
namespace Application\Actions\Demo\Coroutine;

use Aha\Mvc\Action;
use Application\Models\Coroutine\Fetch;

class Db extends Action
{
    public function excute()
    {
        $model = new Fetch($this->_objDispatcher);
        $names = (yield $model->getNames());
        $both = (yield $model->getBoth());
        $this->_objDispatcher->getResponse()->end(json_encode(array($names, $both)));
    }
}
