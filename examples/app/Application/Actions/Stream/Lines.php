<?php

declare(strict_types=1);

namespace Application\Actions\Stream;

use Application\Util\{BaseAction, Card};

#[Card('An answer in pieces', 'Ten lines, one every fifth of a second. Each write waits until you have taken enough.')]
final class Lines extends BaseAction
{
    public function execute()
    {
        $response = $this->response();
        $response->header('Content-Type', 'text/plain; charset=utf-8');
        for ($i = 1; $i <= 10; $i++) {
            yield $response->write(str_repeat('▇', $i) . " $i\n");
            yield \Aha\sleep(0.2);
        }
    }
}
