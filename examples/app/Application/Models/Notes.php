<?php

declare(strict_types=1);

namespace Application\Models;

/** Notes of the JSON API. The container makes it, with the Database that it asks for. */
final class Notes
{
    public function __construct(private readonly Database $database)
    {
    }

    public function all()
    {
        $rows = yield $this->database->db->query('SELECT id, text FROM note ORDER BY id LIMIT 100');
        return $rows->rows;
    }

    public function find(int $id)
    {
        $row = yield $this->database->db->query('SELECT id, text FROM note WHERE id = ?', [$id]);
        return $row->fetchOne();
    }

    public function add(string $text)
    {
        $result = yield $this->database->db->query('INSERT INTO note (text) VALUES (?)', [$text]);
        return $result->lastInsertId;
    }

    public function remove(int $id)
    {
        $result = yield $this->database->db->query('DELETE FROM note WHERE id = ?', [$id]);
        return $result->affectedRows;
    }
}
