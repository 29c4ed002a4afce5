<?php

declare(strict_types=1);

namespace Application\Actions\Failure;

use Aha\HttpException;
use Application\Util\{BaseAction, Card};

#[Card('Not found', 'HttpException becomes the answer: an HTML page for a browser, JSON for a program.', status: 404)]
final class Missing extends BaseAction
{
    public function execute()
    {
        throw new HttpException(404, 'This page was never here.');
    }
}
