--TEST--
Db: configured before the fork, used in workers; drained with them
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/../process/process.inc';
$path = temporaryFolder() . '/process.db';
$server = new Prefork(<<<'PHP'
function ($req, $res) {
    $db = Aha\Storage\Db\Pool::getConnection('main');
    switch ($req->path) {
        case '/worker':
            return yield $db->query('SELECT name FROM user')->then(fn ($r) => $r->fetchValue() . ' in another process: ' . var_export($GLOBALS['master'] !== getmypid(), true));
        case '/json':
            return yield $db->query('SELECT id, name FROM user');
        case '/row':
            return (yield $db->query('SELECT id, name FROM user'))->fetchOne();
        case '/slow':
            yield $db->transaction(function ($tx) { yield $tx->query("INSERT INTO user (name) VALUES ('slow')"); yield Aha\sleep(0.5); });
            return 'committed';
        case '/leak':
            $tx = yield $db->beginTrans();
            yield $tx->query("INSERT INTO user (name) VALUES ('leaked')");
            return 'left open';
        case '/gone':
            yield $db->transaction(function ($tx) { yield $tx->query("INSERT INTO user (name) VALUES ('gone')"); yield Aha\sleep(60); });
            return 'never';
        case '/fail':
            yield $db->query('SELEC');
        case '/stats':
            return [$db->stats()['in_use'], (yield $db->query('SELECT count(*) FROM user'))->fetchValue()];
    }
}
PHP, "'worker_num' => 1, 'max_wait_time' => 10", <<<PHP
    \$master = getmypid();
    Aha\Storage\Db\Pool::getConnection('main', ['path' => '$path', 'poolSize' => 2]);
    Aha\await(Aha\Storage\Db\Pool::getConnection('main')->query('CREATE TABLE user (id INTEGER PRIMARY KEY, name)'));
    Aha\await(Aha\Storage\Db\Pool::getConnection('main')->query("INSERT INTO user (name) VALUES ('from the master')"));
PHP);
foreach (['/worker', '/json', '/row', '/leak', '/stats', '/fail'] as $path) {
    // What was left open is rolled back in the background: the answer does not wait for it.
    $path === '/stats' && eventually(fn () => $server->get($path)->body === '[0,1]');
    $answer = $server->get($path);
    echo $answer->status, ' ', $answer->status === 200 ? $answer->body : '', "\n";
}
// The client goes: its transaction is undone.
$client = $server->server->connect();
$client->send(request('/gone'));
eventually(fn () => $server->get('/stats')->body !== '[0,1]');
$client->close();
eventually(fn () => $server->get('/stats')->body === '[0,1]');
echo $server->get('/stats')->body, "\n";
// A stop waits for what runs.
$client = $server->server->connect();
$client->send(request('/slow'));
eventually(fn () => $server->get('/stats')->body !== '[0,1]');
$stopped = $server->stop();
echo $client->answer()->body, ' ', $stopped, "\n";
--EXPECT--
200 from the master in another process: true
200 [{"id":1,"name":"from the master"}]
200 {"id":1,"name":"from the master"}
200 left open
200 [0,1]
500 
[0,1]
committed 0
