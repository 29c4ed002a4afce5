--TEST--
A process that was forked after threads were used ends in order, although it has used none itself
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/../db/skipif.inc';
--FILE--
<?php
require __DIR__ . '/process.inc';
$server = new Prefork("fn () => 'served'", "'worker_num' => 2", <<<'PHP'
    $db = new Aha\Storage\Db\Database(['path' => __DIR__ . '/threads.db']);
    echo 'before the fork: ', Aha\await($db->query('SELECT 42'))->fetchValue(), "\n";
PHP);
echo $server->get('/')->body, ' ', $server->stop(), "\n";
echo $server->server->log();
--EXPECTF--
served 0
before the fork: 42
aha: serving on %s
start() returned
