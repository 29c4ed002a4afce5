<?php

declare(strict_types=1);

namespace Application\Actions\Basics;

use Application\Util\{BaseAction, Card};

#[Card('Cookie', 'Counts your visits in a cookie. Run it twice.')]
final class Cookie extends BaseAction
{
    public function execute()
    {
        $visits = 1 + (int) ($this->request()->cookie['visits'] ?? 0);
        $this->response()->cookie('visits', (string) $visits, maxAge: 3600, httpOnly: true, sameSite: 'Lax');
        return ['visits' => $visits];
    }
}
