<?php

declare(strict_types=1);

namespace Application\Actions\Notes;

use Aha\Mvc\Route;
use Application\Util\{BaseAction, Card};

#[Card('Middleware', 'Config/Middleware.php puts a guard before /api/secret: without "Authorization: Bearer sesame" it is a 401.', link: '/api/secret', status: 401)]
#[Route('GET', '/api/secret')]
final class Secret extends BaseAction
{
    public function execute()
    {
        return ['secret' => 42, 'user' => $this->_objDispatcher->get('user')];
    }
}
