<?php

declare(strict_types=1);

namespace Application\Actions\Callback;

use Application\Actions\Client\Multi as Clients;
use Application\Util\{BaseAction, Card};

#[Card('Several with one callback', 'It is called when the last one has ended.')]
final class Multi extends BaseAction
{
    public function execute()
    {
        Clients::clients($this->server())->setCallback([$this, 'output'])->loop();
    }

    public function output(array $envelope): void
    {
        $this->response()->json(array_map(fn (array $one) => ['errno' => $one['errno'], 'ok' => $one['errno'] === 0], $envelope['data']));
    }
}
