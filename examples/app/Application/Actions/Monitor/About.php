<?php

declare(strict_types=1);

namespace Application\Actions\Monitor;

use Application\Util\{BaseAction, Card};

#[Card('About', 'The extension, its version, and the libraries it was built with.')]
final class About extends BaseAction
{
    public function execute()
    {
        ob_start();
        (new \ReflectionExtension('aha'))->info();
        return $this->plain((string) ob_get_clean());
    }
}
