<?php

declare(strict_types=1);

namespace Application\Actions\Coroutine;

use Application\Util\{BaseAction, Card};

#[Card('Fiber style', 'The same operations without yield: the code runs in a fiber and calls Aha\await().')]
final class Fiber extends BaseAction
{
    public function execute()
    {
        return \Aha\fiber(function () {
            $start = microtime(true);
            \Aha\await(\Aha\sleep(0.2));
            $both = \Aha\await([\Aha\sleep(0.1), \Aha\sleep(0.1)]);
            return ['waited' => count($both) + 1, 'elapsed' => round(microtime(true) - $start, 3)];
        });
    }
}
