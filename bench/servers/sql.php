<?php
// WORK for each request, on MariaDB: select, select20 (at once; the body is the last value), update20 (likewise), fortunes.
$db = Aha\Storage\Db\Pool::getConnection('bench', ['driver' => 'mysql', 'unix_socket' => getenv('SQL_SOCKET'), 'user' => 'root', 'dbName' => 'bench', 'poolSize' => 32, 'pool_queue' => 10_000]);
$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);

/** The next of the 10,000 ids: others each time. */
function nextId(): int
{
    static $next = 0;
    return ($next = ($next + 7919) % 10000) + 1;
}

/** A page of all fortunes and one more, sorted. */
function page(array $fortunes): string
{
    $fortunes[] = ['id' => 0, 'message' => 'Additional fortune added at request time.'];
    usort($fortunes, static fn ($a, $b) => $a['message'] <=> $b['message']);
    $html = '<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>';
    foreach ($fortunes as ['id' => $id, 'message' => $message]) {
        $html .= "<tr><td>$id</td><td>" . htmlspecialchars($message) . '</td></tr>';
    }
    return $html . '</table></body></html>';
}

$server->on('request', match (getenv('WORK')) {
    'select' => static function () use ($db) {
        return (yield $db->query('SELECT name FROM world WHERE id = ?', [nextId()]))->fetchValue();
    },
    'select20' => static function () use ($db) {
        $queries = [];
        for ($i = 0; $i < 20; $i++) {
            $queries[] = $db->query('SELECT name FROM world WHERE id = ?', [nextId()]);
        }
        return (yield $queries)[19]->fetchValue();
    },
    'update20' => static function () use ($db) {
        $queries = [];
        for ($i = 0; $i < 20; $i++) {
            $queries[] = $db->query('UPDATE world SET n = n + 1 WHERE id = ?', [nextId()]);
        }
        return array_sum(array_column(yield $queries, 'affectedRows')) === 20 ? 'updated' : 'not all were updated';
    },
    'fortunes' => static function () use ($db) {
        return page((yield $db->query('SELECT id, message FROM fortune'))->rows);
    },
});
$server->start();
