<?php

use Application\Middleware\SoldOutHandler;
use Application\Models\SoldOut;

return ['type' => [SoldOut::class => SoldOutHandler::class]];
