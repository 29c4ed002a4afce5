<?php

declare(strict_types=1);

namespace Application\Middleware;

use Aha\Mvc\ExceptionHandler;
use Application\Models\SoldOut;

/** Makes the answer of an error of the business. */
final class SoldOutHandler implements ExceptionHandler
{
    public function handle(\Throwable $exception, $request = null, $context = null)
    {
        assert($exception instanceof SoldOut); // Config/ExceptionHandler.php says so
        $context->getResponse()?->status(409);
        return ['soldOut' => $exception->item];
    }
}
