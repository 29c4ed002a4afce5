<?php
namespace Application\Actions\Index\Index;

use Aha\Mvc\Action;

class Index extends Action
{
    public function excute()
    {
        $request = $this->_objDispatcher->getRequest();
        $this->_objDispatcher->getResponse()->end(json_encode(array('get' => $request->get, 'uri' => $request->server['path_info'])));
    }
}
