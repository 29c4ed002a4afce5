<?php

declare(strict_types=1);

namespace Application\Actions\Coroutine;

use Application\Util\{BaseAction, Card};

#[Card('Three at once', 'Three pieces of work of 0.2, 0.3 and 0.4 seconds, together: it takes 0.4, not 0.9.')]
final class Parallel extends BaseAction
{
    public function execute()
    {
        $start = microtime(true);
        $results = yield [
            'user' => $this->work(0.2),
            'news' => $this->work(0.3),
            'weather' => $this->work(0.4),
        ];
        return $results + ['elapsed' => round(microtime(true) - $start, 3)];
    }

    private function work(float $seconds)
    {
        yield \Aha\sleep($seconds); // a query, a request to another service …
        return "took $seconds";
    }
}
