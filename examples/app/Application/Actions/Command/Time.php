<?php

declare(strict_types=1);

namespace Application\Actions\Command;

use Application\Util\{Card, CommandAction};

#[Card('The time', 'A command that needs a moment: it waits without blocking, also by TCP and UDP.')]
final class Time extends CommandAction
{
    public function execute()
    {
        yield \Aha\sleep(0.05);
        return ['time' => date('H:i:s'), 'by' => $this->_objDispatcher->getProtocol()];
    }
}
