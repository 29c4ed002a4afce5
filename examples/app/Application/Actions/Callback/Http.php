<?php

declare(strict_types=1);

namespace Application\Actions\Callback;

use Aha\Client\Pool;
use Application\Util\{BaseAction, Card};

#[Card('HTTP with a callback', 'The action is over before the answer comes; output() sends it.')]
final class Http extends BaseAction
{
    public function execute()
    {
        Pool::getHttpClient('GET', "http://127.0.0.1:{$this->server()->port()}/command/repeat?text=hello", timeout: 2.0, connectTimeout: 1.0)
            ->setRequestId('http')
            ->setCallback([$this, 'output'])
            ->loop();
    }

    public function output(array $envelope): void
    {
        $this->response()->json(['errno' => $envelope['errno'], 'answer' => json_decode($envelope['data']['body'] ?? 'null')]);
    }
}
