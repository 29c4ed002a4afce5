<?php

declare(strict_types=1);

namespace Application\Actions\Failure;

use Application\Util\{BaseAction, Card};

#[Card('An endless loop', 'Code that never waits is stopped at its deadline as well. The log names the line that blocks.', status: 504)]
final class Runaway extends BaseAction
{
    public function execute()
    {
        $this->request()->setTimeout(0.5);
        while (true) {
            // nothing: the loop of the server stands still until the deadline
        }
    }
}
