<?php

declare(strict_types=1);

namespace Application\Actions\Basics;

use Application\Util\{BaseAction, Card};

#[Card('Hello', 'An action returns a string, and that is the answer.', link: '/basics/hello?name=Ada')]
final class Hello extends BaseAction
{
    public function execute()
    {
        return $this->plain('Hello, ' . $this->request()->input('name', 'world') . "!\n");
    }
}
