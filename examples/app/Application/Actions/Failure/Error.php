<?php

declare(strict_types=1);

namespace Application\Actions\Failure;

use Application\Util\{BaseAction, Card};

#[Card('An exception', 'What an action does not catch is a 500 for this request alone, and a line with its trace in the log.', status: 500)]
final class Error extends BaseAction
{
    public function execute()
    {
        yield \Aha\sleep(0.01);
        throw new \RuntimeException('The cable was cut.');
    }
}
