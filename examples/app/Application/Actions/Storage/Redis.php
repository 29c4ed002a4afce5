<?php

declare(strict_types=1);

namespace Application\Actions\Storage;

use Aha\Storage\Memory\Pool;
use Application\Util\{BaseAction, Card};

#[Card('Redis', 'Strings, hashes, lists and sorted sets; all commands leave in one write. It needs a server: set REDIS_HOST.')]
final class Redis extends BaseAction
{
    public function execute()
    {
        $settings = $this->config()->get('redis', 'main');
        if ($settings === null) {
            return ['skipped' => 'REDIS_HOST is not set'];
        }
        $redis = Pool::getConnection('main', $settings);
        $key = fn (string $name) => "aha:app:$name";
        yield $redis->del($key('name'), $key('user'), $key('list'), $key('rank'));
        yield [
            $redis->set($key('name'), 'Aha', 'EX', 60),
            $redis->hmset($key('user'), ['name' => 'Ada', 'city' => 'London']),
            $redis->rpush($key('list'), 'a', 'b', 'c'),
            $redis->zadd($key('rank'), 10, 'Ada', 20, 'Grace'),
        ];
        return yield [
            'string' => $redis->get($key('name')),
            'hash' => $redis->hgetall($key('user')),
            'list' => $redis->lrange($key('list'), 0, -1),
            'ranking' => $redis->zrevrange($key('rank'), 0, -1),
            'shape of Aha 1.x' => $redis->createCoroutine()->hmget($key('user'), ['city']),
        ];
    }
}
