<?php

declare(strict_types=1);

namespace Application\Actions\Basics;

use Application\Util\{BaseAction, Card};
use Application\Util\Log as Logs;

#[Card('Logs', 'A line of each level to the log of the application, which is written by a thread. Below "info" they count in Dev only.')]
final class Log extends BaseAction
{
    public function execute()
    {
        $log = Logs::app();
        foreach (['debug', 'info', 'notice', 'warning', 'error'] as $level) {
            $log->$level('A line of the level {level}', ['level' => $level]);
        }
        Logs::public()->pub(['event' => 'demo', 'by' => $this->request()->clientAddress()]);
        return ['app' => Logs::tail('app', 5), 'public' => Logs::tail('public', 1)];
    }
}
