<?php

declare(strict_types=1);

namespace Application\Models;

use Aha\Client\Pool;
use Aha\Mvc\Dispatcher;
use Aha\Storage\Db;

/** A model in the style of Aha 1.x: each method is a generator whose last value is its result. */
final class Fetch
{
    private $dispatcher;

    public function __construct(Dispatcher $dispatcher)
    {
        $this->dispatcher = $dispatcher;
    }

    public function time()
    {
        $port = $this->dispatcher->getBootstrap()->getServer()->port();
        $client = Pool::getHttpClient('GET', "http://127.0.0.1:$port/command/time", timeout: 2.0);
        $envelope = (yield $client->setRequestId('time'));
        $ret = json_decode($envelope['data']['body'], true)['time'];
        yield ($ret);
    }

    public function money($name)
    {
        $config = $this->dispatcher->getBootstrap()->getConfig();
        $connection = Db\Pool::getConnection('main', $config->get('database', 'main'));
        $data = (yield $connection->createCoroutine()->query("SELECT money FROM account WHERE name = '$name'"));
        $row = $data['result']->fetch_assoc();
        $ret = (int) $row['money'];
        yield ($ret);
    }
}
