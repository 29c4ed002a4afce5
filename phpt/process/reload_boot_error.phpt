--TEST--
Process: a reload whose code cannot boot leaves the old generation serving; the next one works
--FILE--
<?php
require __DIR__ . '/process.inc';

$prefork = new Prefork("fn () => 'code ' . CODE", "'worker_num' => 2", <<<'PHP'
    file_put_contents(__DIR__ . '/code.php', "<?php const CODE = 1;\n");
    $server->on('workerStart', function () { require __DIR__ . '/code.php'; });
    PHP);
$code = $prefork->server->folder . '/code.php';
echo $prefork->get('/');
$before = $prefork->pids();

file_put_contents($code, "<?php throw new LogicException('the new code is broken');\n");
$answer = $prefork->ask('reload');
var_dump($answer['ok'], str_contains($answer['error'], 'LogicException: the new code is broken'));
echo $prefork->get('/');
var_dump($prefork->pids() === $before);

file_put_contents($code, "<?php syntax error\n");
$answer = $prefork->ask('reload');
var_dump($answer['ok'], str_contains($answer['error'], 'ParseError'));
echo $prefork->get('/');

file_put_contents($code, "<?php const CODE = 2;\n");
var_dump($prefork->ask('reload')['ok']);
var_dump(eventually(fn () => (string) $prefork->get('/') === "200 code 2\n"));
var_dump(eventually(fn () => count($prefork->children()) === 2));
var_dump($prefork->stop());
?>
--EXPECT--
200 code 1
bool(false)
bool(true)
200 code 1
bool(true)
bool(false)
bool(true)
200 code 1
bool(true)
bool(true)
bool(true)
int(0)
