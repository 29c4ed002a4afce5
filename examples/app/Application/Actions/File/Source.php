<?php

declare(strict_types=1);

namespace Application\Actions\File;

use Application\Util\{BaseAction, Card};

#[Card('A file by sendFile()', 'The script of this server. The file is read in pieces off the event loop.')]
final class Source extends BaseAction
{
    public function execute()
    {
        $this->response()->header('Content-Type', 'text/plain; charset=utf-8');
        $this->response()->sendFile(dirname(__DIR__, 3) . '/server.php');
    }
}
