<?php

declare(strict_types=1);

namespace App\Actions\Index\Index;

use Aha\Mvc\Action;

/** The answer to "/". */
final class Index extends Action
{
    public function execute()
    {
        $title = $this->_objDispatcher->getBootstrap()->getConfig()->get('site', 'title');
        return "<!DOCTYPE html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>$title</title><h1>$title</h1></html>\n";
    }
}
