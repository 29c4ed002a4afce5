<?php

declare(strict_types=1);

namespace Application\Actions\Classic;

use Aha\Mvc\Action;
use Application\Util\Card;

#[Card('An action of Aha 1.x', 'excute(), spelled as it was, and a response that is ended by hand.')]
final class Say extends Action
{
    public function excute()
    {
        $dispatcher = $this->_objDispatcher;
        $config = $dispatcher->getBootstrap()->getConfig();
        $dispatcher->getResponse()->end(json_encode(['hello' => 'Aha', 'currency' => $config->get('shop', 'currency')]));
    }
}
