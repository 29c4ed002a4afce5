<?php

declare(strict_types=1);

namespace Application\Models;

use Aha\Bootstrap;
use Aha\Storage\Memory\{Pool, Redis};

/** Values that are kept for some seconds: in Redis when Config/Redis.php names a server, else in a table of the database. */
final class Cache
{
    private readonly ?Redis $redis;

    public function __construct(private readonly Database $database)
    {
        $settings = Bootstrap::getInstance('Application')->getConfig()->get('redis', 'main');
        $this->redis = $settings === null ? null : Pool::getConnection('main', $settings);
    }

    public function where(): string
    {
        return $this->redis ? 'Redis' : 'the database';
    }

    public function get(string $key)
    {
        if ($this->redis) {
            return yield $this->redis->get("aha:app:$key");
        }
        $row = yield $this->database->db->query('SELECT value FROM cache WHERE name = ? AND expires > ?', [$key, time()]);
        return $row->fetchOne()['value'] ?? null;
    }

    public function set(string $key, string $value, int $seconds)
    {
        if ($this->redis) {
            return yield $this->redis->set("aha:app:$key", $value, 'EX', $seconds);
        }
        yield $this->database->db->query('REPLACE INTO cache (name, value, expires) VALUES (?, ?, ?)', [$key, $value, time() + $seconds]);
    }
}
