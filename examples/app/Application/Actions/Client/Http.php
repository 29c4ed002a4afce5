<?php

declare(strict_types=1);

namespace Application\Actions\Client;

use Aha\Client\Http as HttpClient;
use Application\Util\{BaseAction, Card};

#[Card('Ask by HTTP', 'Two requests to this very server, at once. What comes is a Response; what does not come is an exception.')]
final class Http extends BaseAction
{
    public function execute()
    {
        $base = 'http://127.0.0.1:' . $this->server()->port();
        [$json, $repeat] = yield [
            HttpClient::get("$base/basics/json", ['query' => ['colour' => 'teal'], 'timeout' => 2.0]),
            HttpClient::post("$base/command/repeat", ['json' => ['text' => 'hello'], 'timeout' => 2.0]),
        ];
        return ['status' => $json->status, 'query' => $json->json()['query'], 'repeat' => $repeat->json()];
    }
}
