<?php

// 18 · HTTP and HTTPS clients
//
// A server that asks others before it answers. The others are two more listeners of the same server: one echoes, one does so over TLS.
//
//     php -d extension=aha.so examples/18-http-clients.php
//     curl http://127.0.0.1:9601/             values and exceptions
//     curl http://127.0.0.1:9601/callback     Aha's shape: an envelope to a callback
//     curl http://127.0.0.1:9601/yield        the same by `yield`
//     curl http://127.0.0.1:9601/https        with a certificate that is verified
//     curl http://127.0.0.1:9601/multi        several at once

use Aha\Client\{Http, HttpClient, Multi, Pool};
use Aha\Server\{Request, Response};

$folder = sys_get_temp_dir() . '/aha-example-clients-' . getmypid();
mkdir($folder, 0700);
exec("openssl req -x509 -nodes -days 30 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=localhost" .
    " -addext subjectAltName=IP:127.0.0.1 -keyout $folder/key.pem -out $folder/cert.pem 2>&1", $said, $status);
$status === 0 || exit("cannot make a certificate:\n" . implode("\n", $said) . "\n");

$port = getenv('PORT');
$server = new Aha\Server\Http('127.0.0.1', $port === false ? 9601 : (int) $port, ['worker_num' => 2]);
$plain = $server->addListener('127.0.0.1', 0, 'http');
$secure = $server->addListener('127.0.0.1', 0, 'http', ['ssl_cert_file' => "$folder/cert.pem", 'ssl_key_file' => "$folder/key.pem"]);
foreach ([$plain, $secure] as $listener) {
    $listener->on('request', fn (Request $request) => [
        'method' => $request->method, 'path' => $request->path, 'get' => $request->get, 'body' => $request->rawContent(), 'secure' => $request->isSecure(),
    ]);
}

final class Demo
{
    // A client of one's own has defaults, cookies and connections.
    private readonly HttpClient $client;

    public function __construct(private readonly string $plain, private readonly string $secure, private readonly string $caFile)
    {
        $this->client = new HttpClient(['base_url' => $plain, 'headers' => ['Accept' => 'application/json'], 'timeout' => 5.0]);
    }

    /** What comes is a Response, whatever its status is; what does not come is an exception. */
    public function values(): Generator
    {
        $first = yield $this->client->get('first', ['query' => ['q' => 'tea']]);
        [$second, $third] = yield [ // at the same time
            $this->client->post('second', ['json' => ['item' => 5]]),
            $this->client->put('third', ['form' => ['a' => 1]]),
        ];
        try {
            yield Http::get($this->secure, ['timeout' => 5.0]);
            $refused = false;
        } catch (Aha\ConnectException $error) { // nobody known has signed this certificate
            $refused = $error->getCode() === 1;
        }
        return ['first' => $first->json(), 'second' => $second->json()['body'], 'third' => $third->json()['method'], 'refused' => $refused];
    }

    /** The handler is over long before the answer comes: $response is kept by the callback. */
    public function callback(Response $response): void
    {
        Pool::getHttpClient('GET', $this->plain . 'callback', timeout: 5.0, connectTimeout: 2.0)
            ->setRequestId('a')
            ->setQuery(['q' => 'tea'])
            ->setCallback(fn (array $envelope) => $this->output($response, $envelope))
            ->loop();
    }

    private function output(Response $response, array $envelope): void
    {
        $response->header('Content-Type', 'application/json');
        $response->end(json_encode(self::shown($envelope)));
    }

    public function coroutine(): Generator
    {
        $client = new Http('POST', $this->plain . 'yield', 5.0, 2.0);
        $client->setRequestHeaders(['Content-Type' => 'application/json'])->setRequestBody('{"item":5}');
        return self::shown(yield $client->setRequestId('b'));
    }

    public function https(): Generator
    {
        $client = Pool::getHttpClient('GET', $this->secure . 'https', timeout: 5.0, connectTimeout: 2.0);
        $client->setOptions(['ca_file' => $this->caFile]); // not needed for certificates that the system trusts
        return self::shown(yield $client->setRequestId('c'));
    }

    /** Each one's envelope by its request id; an error of one leaves the others alone. */
    public function multi(): Generator
    {
        $multi = new Multi(timeout: 10.0);
        foreach (['one', 'two', 'three'] as $id) {
            $multi->register(Pool::getHttpClient('GET', $this->plain . $id, timeout: 5.0, connectTimeout: 2.0)->setRequestId($id));
        }
        $multi->register((new Http('GET', 'http://127.0.0.1:1/', 5.0, 2.0))->setRequestId('nobody'));
        return array_map(self::shown(...), (yield $multi)['data']);
    }

    private static function shown(array $envelope): array
    {
        ['errno' => $errno, 'requestId' => $id, 'data' => $data] = $envelope;
        return ['errno' => $errno, 'requestId' => $id, 'status' => $data['header']['status'] ?? null, 'body' => json_decode($data['body'] ?? 'null', true)];
    }
}

$server->on('workerStart', function () use ($plain, $secure, $folder, &$demo): void {
    $demo = new Demo("http://127.0.0.1:{$plain->port()}/", "https://127.0.0.1:{$secure->port()}/", "$folder/cert.pem");
});

$server->on('request', function (Request $request, Response $response) use (&$demo) {
    return match ($request->path) {
        '/' => $demo->values(),
        '/callback' => $demo->callback($response),
        '/yield' => $demo->coroutine(),
        '/https' => $demo->https(),
        '/multi' => $demo->multi(),
        default => throw new Aha\HttpException(404),
    };
});

$server->on('start', function (Aha\Server\Http $server): void {
    echo "http://127.0.0.1:{$server->port()}/\n";
});

$server->on('shutdown', function () use ($folder): void {
    array_map('unlink', glob("$folder/*"));
    rmdir($folder);
});

$server->start();
