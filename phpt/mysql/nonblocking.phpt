--TEST--
MySQL: lookup, connect, TLS, login, queries and the reading of large results never hold the loop
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::shared();
// The server holds the database: what blocks its loop is seen by the stall watch, and by the ticks that do not come.
$server = new Server(strtr(<<<'PHP'
    require 'PROXY';
    $proxy = new Proxy('tcp://127.0.0.1:PORT');

    /** What the server says is held back until the loop has gone round often; then all goes on. */
    function held(Proxy $proxy, Aha\Future $work): Generator
    {
        for ($ticks = 0; $ticks < 20; $ticks++) {
            yield Aha\sleep(0.002);
        }
        $isDone = $work->isDone();
        $proxy->pass();
        return ($isDone ? 'was not held: ' : '') . yield $work;
    }

    $server = server(function ($req) use ($proxy, &$server) {
        if ($req->path === '/stalls') {
            return $server->stats()['stall_count'];
        }
        $conf = ($req->path === '/tls' ? ['ssl' => true, 'ssl_cafile' => 'FOLDER/ca.pem'] : []) + [OPTIONS];
        // Bytes of the server: its greeting, the handshake of TLS, the login, the answer.
        $out = [];
        foreach ([0, 1, 60, 130, 1000, 2200] as $after) {
            $db = new Aha\Storage\Db\Database($conf);
            $proxy->stall('server', $after);
            $out[] = yield from held($proxy, $db->query("SELECT REPEAT('x', 5000) AS v")->then(fn ($r) => strlen($r->fetchValue())));
            yield $db->close();
        }
        // A large result, held back at its begin, in its middle and near its end: as text, prepared, as a stream.
        $db = new Aha\Storage\Db\Database($conf);
        yield $db->query('SELECT 1');
        foreach ([0, 100, 1_000_000, 2_900_000] as $after) {
            foreach ([[], [1]] as $params) {
                $proxy->stall('server', $after);
                $rows = $db->query("SELECT REPEAT('y', 1000) AS v FROM seq_1_to_3000" . ($params ? ' WHERE 1 = ?' : ''), $params);
                $out[] = yield from held($proxy, $rows->then(fn ($r) => count($r)));
            }
            $proxy->stall('server', $after);
            $out[] = yield from held($proxy, Aha\go((function () use ($db) {
                $cursor = $db->stream("SELECT seq, REPEAT('z', 1000) AS v FROM seq_1_to_3000");
                for ($seen = 0; yield $cursor->fetch(); $seen++) {
                }
                return $seen;
            })()));
        }
        yield $db->close();
        return implode(' ', $out);
    }, ['stall_limit' => 3.0]);
    $server->start();
    PHP, ['PROXY' => dirname(__DIR__) . '/support/proxy.inc', 'PORT' => $mysql->port, 'FOLDER' => $mysql->folder,
    'OPTIONS' => $mysql->options("'host' => 'localhost', 'port' => \$proxy->port")]));
echo $server->get('/plain')->body, "\n", $server->get('/tls')->body, "\n", $server->get('/stalls')->body, "\n";
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
5000 5000 5000 5000 5000 5000 3000 3000 3000 3000 3000 3000 3000 3000 3000 3000 3000 3000
5000 5000 5000 5000 5000 5000 3000 3000 3000 3000 3000 3000 3000 3000 3000 3000 3000 3000
0
int(0)
