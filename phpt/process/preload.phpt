--TEST--
Process: what is included before start() is read once, and is there in all workers, also after a reload
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$p = new Prefork("fn () => Preloaded::NAME", "'worker_num' => 2, 'task_worker_num' => 1", <<<'PHP'
    file_put_contents(__DIR__ . '/class.php', '<?php file_put_contents(__DIR__ . "/reads", "x", FILE_APPEND); class Preloaded { const NAME = "one"; }');
    foreach (glob(__DIR__ . '/class.php') as $file) {
        require_once $file;
    }
    $server->on('task', fn () => 1);
    PHP);
var_dump(eventually(fn () => count($p->pids()) === 3));
echo $p->get('/');
file_put_contents($p->server->folder . '/class.php', '<?php class Preloaded { const NAME = "two"; }');
var_dump($p->ask('reload')['ok']);
echo $p->get('/');
var_dump(file_get_contents($p->server->folder . '/reads'), $p->stop());
?>
--EXPECT--
bool(true)
200 one
bool(true)
200 one
string(1) "x"
int(0)
