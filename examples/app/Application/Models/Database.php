<?php

declare(strict_types=1);

namespace Application\Models;

use Aha\Bootstrap;
use Aha\Storage\Db;

/** The database of the application; a service of the container, Config/Container.php. */
final class Database
{
    public readonly Db\Database $db;

    public function __construct()
    {
        $this->db = Db\Pool::getConnection('main', Bootstrap::getInstance('Application')->getConfig()->get('database', 'main'));
    }

    public function isSqlite(): bool
    {
        return Db\Pool::stats('main')['driver'] === 'sqlite';
    }
}
