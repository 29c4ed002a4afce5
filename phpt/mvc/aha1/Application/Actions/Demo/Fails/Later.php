<?php
namespace Application\Actions\Demo\Fails;

use Aha\Mvc\Action;
use Application\Models\Coroutine\Fetch;

class Later extends Action
{
    public function excute()
    {
        $model = new Fetch($this->_objDispatcher);
        try {
            yield $model->fail();
        } catch (\Exception $ex) {
            throw new \Exception('the model failed: ' . $ex->getMessage());
        }
    }
}
