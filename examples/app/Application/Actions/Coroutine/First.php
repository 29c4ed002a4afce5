<?php

declare(strict_types=1);

namespace Application\Actions\Coroutine;

use Application\Util\{BaseAction, Card};

#[Card('The first one wins', 'Asks three sources and takes the first answer. The other two are cancelled: their finally blocks run.')]
final class First extends BaseAction
{
    private array $log = [];

    public function execute()
    {
        $winner = yield \Aha\any([$this->source('Oslo', 0.3), $this->source('Lima', 0.1), $this->source('Kyoto', 0.2)]);
        yield \Aha\sleep(0.01);
        return ['winner' => $winner, 'log' => $this->log];
    }

    private function source(string $name, float $seconds)
    {
        try {
            yield \Aha\sleep($seconds);
            return $name;
        } finally {
            $this->log[] = "$name has ended";
        }
    }
}
