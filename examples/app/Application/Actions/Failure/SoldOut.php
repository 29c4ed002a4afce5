<?php

declare(strict_types=1);

namespace Application\Actions\Failure;

use Application\Models\SoldOut as SoldOutError;
use Application\Util\{BaseAction, Card};

#[Card('A handler for exceptions', 'Config/ExceptionHandler.php says who makes an answer of which exception: this one is a 409.', status: 409)]
final class SoldOut extends BaseAction
{
    public function execute()
    {
        throw new SoldOutError('tea');
    }
}
