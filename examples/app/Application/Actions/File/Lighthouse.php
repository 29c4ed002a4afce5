<?php

declare(strict_types=1);

namespace Application\Actions\File;

use Aha\Mvc\Action;
use Application\Util\Card;

#[Card('A static file', 'Answered from a folder without entering PHP, with ETag, ranges and a time to keep it.', link: '/files/lighthouse.svg', isPage: true)]
final class Lighthouse extends Action
{
    public function execute()
    {
        return $this->_objDispatcher->getResponse()->redirect('/files/lighthouse.svg');
    }
}
