<?php

declare(strict_types=1);

namespace Application\Actions\Classic;

use Aha\Mvc\Action;
use Application\Models\Fetch as Model;
use Application\Util\Card;

#[Card('A model of Aha 1.x', 'Its methods end in "yield ($ret)": the last value that a generator yields is its value.')]
final class Fetch extends Action
{
    public function excute()
    {
        $model = new Model($this->_objDispatcher);
        $time = (yield $model->time());
        $money = (yield $model->money('Ada'));
        $this->_objDispatcher->getResponse()->end(json_encode(['time' => $time, 'money' => $money]));
    }
}
