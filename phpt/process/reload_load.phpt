--TEST--
Process: 20 reloads under load lose no request, leave no process behind, and load new code
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$p = new Prefork("fn () => 'pid ' . getmypid() . ' version ' . VERSION", "'worker_num' => 3, 'task_worker_num' => 1", <<<'PHP'
    file_put_contents(__DIR__ . '/code.php', '<?php const VERSION = 0;');
    $server->on('task', fn () => 1);
    $server->on('workerStart', function () { require __DIR__ . '/code.php'; });
    PHP);
$version = fn () => preg_replace('/^.* /', '', $p->get('/')->body);
echo 'before: ', $version(), "\n";
$load = new Load($p->server, 16);
usleep(200000);
$generations = [];
$before = $p->pids();
$old = [];
for ($i = 1; $i <= 20; ++$i) {
    // A new file in place of the old one: no worker reads half of it.
    file_put_contents($p->server->folder . '/new.php', "<?php const VERSION = $i;");
    rename($p->server->folder . '/new.php', $p->server->folder . '/code.php');
    $answer = $p->ask('reload');
    $generations[] = $answer['generation'] ?? json_encode($answer);
    // The reload is answered when the new ones serve; an old one may still take the connection that came just before.
    if (!eventually(fn () => (int) $version() === $i)) {
        $old[] = $i;
    }
}
$after = $p->pids();
$result = $load->stop();
echo 'generations: ', implode(' ', $generations), "\n";
echo 'reloads without new code: ', json_encode($old), "\n";
echo 'failed: ', $result['failed'], ', unannounced: ', $result['unannounced'], ' ', json_encode($result['errors']), "\n";
var_dump($result['requests'] > 16 * 20);
// More processes have answered than ever served at once.
var_dump(count($result['by_worker']) > 3);
var_dump(count($after) === 4, array_intersect($before, $after));
// The old generations are gone, and nobody is left as a zombie.
var_dump(eventually(fn () => count($p->children()) === 4), $p->children() === $p->pids());
var_dump(array_unique(array_column($p->processes(), 'generation')) === [21]);
echo 'after: ', $version(), "\n";
var_dump($p->stop());
var_dump(array_filter($after, 'isAlive'));
?>
--EXPECT--
before: 0
generations: 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21
reloads without new code: []
failed: 0, unannounced: 0 []
bool(true)
bool(true)
bool(true)
array(0) {
}
bool(true)
bool(true)
bool(true)
after: 20
int(0)
array(0) {
}
