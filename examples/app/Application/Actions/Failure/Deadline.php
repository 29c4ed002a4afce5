<?php

declare(strict_types=1);

namespace Application\Actions\Failure;

use Application\Util\{BaseAction, Card};

#[Card('A deadline', 'It would wait for a minute but has half a second. Its finally blocks run, and you get a 504.', status: 504)]
final class Deadline extends BaseAction
{
    public function execute()
    {
        $this->request()->setTimeout(0.5);
        yield \Aha\sleep(60);
        return 'never';
    }
}
