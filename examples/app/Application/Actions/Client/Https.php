<?php

declare(strict_types=1);

namespace Application\Actions\Client;

use Aha\Client\Pool;
use Aha\HttpException;
use Application\Util\{BaseAction, Card};

#[Card('Ask by HTTPS', 'In the shape of Aha 1.x: an envelope comes, whatever happens. The certificate is verified against a file.')]
final class Https extends BaseAction
{
    public function execute()
    {
        $listener = $this->server()->https ?? throw new HttpException(503, 'There is no certificate: install the program "openssl".');
        $client = Pool::getHttpClient('GET', "https://127.0.0.1:{$listener->port()}/basics/hello?name=TLS", timeout: 2.0, connectTimeout: 1.0);
        $client->setOptions(['ca_file' => VAR_FOLDER . '/cert.pem']);
        $envelope = yield $client->setRequestId('secure');
        return ['errno' => $envelope['errno'], 'requestId' => $envelope['requestId'], 'body' => $envelope['data']['body'] ?? $envelope['errmsg']];
    }
}
