<?php

declare(strict_types=1);

namespace Application\Actions\Basics;

use Application\Util\{BaseAction, Card};

#[Card('JSON', 'An array becomes JSON. This one says what the server knows about your request.', link: '/basics/json?colour=teal')]
final class Json extends BaseAction
{
    public function execute()
    {
        $request = $this->request();
        return [
            'method' => $request->method,
            'path' => $request->path,
            'query' => $request->get,
            'from' => $request->clientAddress(),
            'accepts' => $request->header('Accept'),
        ];
    }
}
