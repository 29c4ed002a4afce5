<?php

declare(strict_types=1);

namespace Application\Actions\Failure;

use Application\Util\{BaseAction, Card};

#[Card('exit()', 'Ends the request, not the server.', status: 500)]
final class Quit extends BaseAction
{
    public function execute()
    {
        exit(1);
    }
}
