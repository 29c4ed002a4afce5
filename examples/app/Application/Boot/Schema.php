<?php

declare(strict_types=1);

namespace Application\Boot;

use Aha\Bootstrap;
use Aha\Storage\Db\DuplicateException;
use Application\Models\Database;

/** Makes the tables that are missing; each worker runs it before it serves. */
final class Schema
{
    public function __construct(private readonly Database $database)
    {
    }

    public function bootstrap(Bootstrap $bootstrap)
    {
        $db = $this->database->db;
        $id = $this->database->isSqlite() ? 'INTEGER PRIMARY KEY' : 'INTEGER AUTO_INCREMENT PRIMARY KEY';
        yield $db->query("CREATE TABLE IF NOT EXISTS note (id $id, text VARCHAR(200) NOT NULL)");
        yield $db->query("CREATE TABLE IF NOT EXISTS visit (id $id, page VARCHAR(40) NOT NULL)");
        yield $db->query('CREATE TABLE IF NOT EXISTS account (name VARCHAR(40) PRIMARY KEY, money INTEGER NOT NULL CHECK (money >= 0))');
        yield $db->query('CREATE TABLE IF NOT EXISTS cache (name VARCHAR(40) PRIMARY KEY, value VARCHAR(200), expires INTEGER NOT NULL)');
        try {
            yield $db->query("INSERT INTO note (id, text) VALUES (1, 'The first note')");
            yield $db->insertMany('account', ['name', 'money'], [['Ada', 100], ['Bob', 50], ['Cid', 0]]);
        } catch (DuplicateException) {
            // another worker was faster, or an earlier start
        }
    }
}
