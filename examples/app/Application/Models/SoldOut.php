<?php

declare(strict_types=1);

namespace Application\Models;

/** An error of the business: Middleware\SoldOutHandler makes the answer of it. */
final class SoldOut extends \RuntimeException
{
    public function __construct(public readonly string $item)
    {
        parent::__construct("There is no $item left.");
    }
}
