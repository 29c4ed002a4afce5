<?php
// A page of twelve fortunes from SQLite in memory and one more, sorted: by a closure, or with MVC=1 by the action of bench/apps/Fortunes.

use Aha\Storage\Db\Pool;
use Bench\Fortunes;

require dirname(__DIR__) . '/lib/Fortunes.php';

$db = Pool::getConnection('bench', ['driver' => 'sqlite', 'path' => ':memory:']);

/** Of all fortunes and one more. */
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

$server = new Aha\Server\Http('127.0.0.1', (int) getenv('PORT'), ['process' => 'single']);
$app = null;
if (getenv('MVC')) {
    Aha\Bootstrap::initLoader()->registerNamespace('Fortunes', dirname(__DIR__) . '/apps');
    $app = Aha\Bootstrap::getInstance('Fortunes');
    $server->on('request', $app->http(...));
} else {
    $server->on('request', static function () use ($db) {
        return page((yield $db->query('SELECT id, message FROM fortune'))->rows);
    });
}
$server->on('workerStart', static function ($server) use ($db, $app) {
    $app?->setServer($server)->run();
    yield $db->query('CREATE TABLE fortune (id INTEGER PRIMARY KEY, message TEXT NOT NULL)');
    yield $db->insertMany('fortune', ['message'], array_map(static fn ($message) => [$message], Fortunes::ALL));
});
$server->start();
