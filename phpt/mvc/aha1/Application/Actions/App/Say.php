<?php
namespace Application\Actions\App;

use Aha\Mvc\Action;
use Application\Util\Log;

class Say extends Action
{
    public function excute()
    {
        $config = $this->_objDispatcher->getBootstrap()->getConfig();
        $all = $config->get('database');
        $one = $config->get('database', 'demo');
        $same = $config->database->demo;
        foreach (array('debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency') as $level) {
            Log::appLog()->$level(array('say' => 'hello', 'level' => $level));
        }
        $this->_objDispatcher->getResponse()->end(json_encode(array('hello', count($all), $one === $same, basename($one['path']), $config->get('database', 'title'), $config->get('database', 'none'))));
    }
}
