<?php

declare(strict_types=1);

namespace Application\Actions\Command;

use Application\Util\{Card, CommandAction};

#[Card('One action, three protocols', '/command/repeat by HTTP, {"cmd": "command-repeat"} by TCP and UDP: it returns an array, which is sent as JSON.', link: '/command/repeat?text=hello')]
final class Repeat extends CommandAction
{
    public function execute()
    {
        return ['text' => (string) ($this->arguments()['text'] ?? ''), 'by' => $this->_objDispatcher->getProtocol()];
    }
}
