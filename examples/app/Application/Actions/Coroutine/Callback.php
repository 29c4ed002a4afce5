<?php

declare(strict_types=1);

namespace Application\Actions\Coroutine;

use Application\Util\{BaseAction, Card};

#[Card('Callback style', 'Or with a function that is called at the end. The answer is sent when somebody sends it.')]
final class Callback extends BaseAction
{
    public function execute()
    {
        \Aha\sleep(0.2, function ($result, $error) {
            $this->response()->json(['by' => 'a callback', 'error' => $error?->getMessage()]);
        });
    }
}
