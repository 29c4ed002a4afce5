<?php

declare(strict_types=1);

namespace Application\Actions\Coroutine;

use Application\Util\{BaseAction, Card};

#[Card('Wait without blocking', 'Sleeps for half a second. Everybody else is served meanwhile, by the same process.')]
final class Sleep extends BaseAction
{
    public function execute()
    {
        $start = microtime(true);
        yield \Aha\sleep(0.5);
        return ['slept' => round(microtime(true) - $start, 3)];
    }
}
