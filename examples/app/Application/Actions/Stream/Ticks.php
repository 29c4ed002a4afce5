<?php

declare(strict_types=1);

namespace Application\Actions\Stream;

use Application\Util\BaseAction;

/** The events of the clock. */
final class Ticks extends BaseAction
{
    public function execute()
    {
        $this->request()->setTimeout(0); // no deadline
        $response = $this->response();
        $response->header('Content-Type', 'text/event-stream')->header('Cache-Control', 'no-store');
        while (true) { // until the client has gone: that arrives as CancelledException
            yield $response->write('data: ' . date('H:i:s') . "\n\n");
            yield \Aha\sleep(1.0);
        }
    }
}
