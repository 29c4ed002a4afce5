<?php

declare(strict_types=1);

namespace Application\Actions\Filter;

use Application\Util\{BaseAction, Card};

#[Card('Filters', 'Filters\Track has a hook in each phase, which passes on what it notes. The last one writes it to the log.')]
final class Track extends BaseAction
{
    public function execute()
    {
        return ['passed so far' => array_keys($this->_objDispatcher->get('track', []))];
    }
}
