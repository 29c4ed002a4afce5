<?php

declare(strict_types=1);

namespace Application\Actions\Failure;

use Application\Util\{BaseAction, Card};

#[Card('A blocked loop', 'Sleeps the old way, so that everybody waits. The log names the line while it blocks.')]
final class Blocking extends BaseAction
{
    public function execute()
    {
        usleep(400_000);
        return $this->plain("Everybody waited with you. The log of the server names this line.\n");
    }
}
