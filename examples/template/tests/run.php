<?php

// php tests/run.php: starts the application in this process, on a free port, and asks it. The exit code is 0 or 1.

declare(strict_types=1);

use Aha\Client\HttpClient;
use Aha\Server\Http;

Aha\Bootstrap::initLoader()->registerNamespace('App', dirname(__DIR__));

final class TestServer extends App\Server
{
    public int $failed = 0;

    public function onStart(Http $server): void
    {
    }

    public function onWorkerStart(Http $server, int $workerId)
    {
        parent::onWorkerStart($server, $workerId);
        Aha\background(function () {
            try {
                yield $this->tests(new HttpClient(['base_url' => "http://127.0.0.1:{$this->port()}/", 'timeout' => 5.0]));
            } catch (Throwable $error) {
                $this->check(false, (string) $error);
            }
            $this->stop();
        });
    }

    private function tests(HttpClient $client): Generator
    {
        $answer = yield $client->get('');
        $this->check($answer->status === 200 && str_contains($answer->body, '<h1>It works'), 'the first page');

        $answer = yield $client->get('hello/Ada');
        $this->check($answer->status === 200 && $answer->json() === ['hello' => 'Ada'], 'a declared route');

        $answer = yield $client->get('hello');
        $this->check($answer->json() === ['hello' => 'world'], 'an action by convention');

        $answer = yield $client->get('nothing');
        $this->check($answer->status === 404, 'a path that nobody has');
    }

    private function check(bool $holds, string $what): void
    {
        echo $holds ? 'ok' : 'NOT OK', " - $what\n";
        $this->failed += $holds ? 0 : 1;
    }
}

$server = new TestServer('127.0.0.1', 0, ['process' => 'single']);
$server->start();
exit($server->failed === 0 ? 0 : 1);
