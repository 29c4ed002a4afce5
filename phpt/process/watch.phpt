--TEST--
Process: --watch reloads when a file is changed, made, replaced or removed; not for other files; it outlives a broken one
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/daemon.inc';

$server = new Daemon("fn () => APP", "'worker_num' => 2", <<<'PHP'
    $server->on('workerStart', function () { define('APP', require __DIR__ . '/app/app.php'); });
    PHP);
mkdir("$server->folder/app/deep", 0700, true);
mkdir("$server->folder/node_modules");
mkdir("$server->folder/.git");
$app = fn (string $code) => file_put_contents("$server->folder/app/app.php", "<?php $code");
$reloads = fn () => $server->status()['master']['reloads'] ?? -1;
$app("return 'one';");
$server->show('start', '-d', '--watch');
var_dump($server->get('/'), $reloads());
$expected = 0;
/** Changes something; it reloads once for it. */
$changes = function (string $what, callable $change) use ($server, $reloads, &$expected) {
    ++$expected;
    $change();
    $ok = eventually(fn () => $reloads() === $expected && count($server->pids()) === 2);
    echo $what, ': ', $ok ? 'reloaded' : 'reloads ' . $reloads(), ', ', $server->get('/'), "\n";
};
/** The same with what it must not care for: a change that it cares for comes behind, and makes one reload in all. */
$ignores = function (string $what, callable $change) use ($changes, $app) {
    $change();
    usleep(300000); // longer than it waits for the end of a burst; shorter only makes this test weaker
    $changes($what, fn () => $app("return 'behind $what';"));
};
$changes('a change', fn () => $app("return 'two';"));
$changes('replaced by a rename', function () use ($server) {
    file_put_contents("$server->folder/app/next", "<?php return 'three';");
    rename("$server->folder/app/next", "$server->folder/app/app.php");
});
$changes('a new file', fn () => file_put_contents("$server->folder/app/deep/new.php", '<?php'));
$changes('it is removed', fn () => unlink("$server->folder/app/deep/new.php"));
$changes('a file in a new folder', function () use ($server) {
    mkdir("$server->folder/app/later");
    file_put_contents("$server->folder/app/later/new.php", '<?php');
});
$ignores('temporary files', function () use ($server) {
    foreach (['app.php~', '.app.php.swp', '#app.php#', 'app.php.tmp', '4913', 'app.log', 'app.php.bak'] as $name) {
        file_put_contents("$server->folder/app/$name", 'x');
        unlink("$server->folder/app/$name");
    }
});
$ignores('other folders', function () use ($server) {
    file_put_contents("$server->folder/.git/index.php", '<?php');
    file_put_contents("$server->folder/node_modules/index.php", '<?php');
});
$ignores('reading', fn () => file_get_contents("$server->folder/app/app.php"));
$changes('a burst of changes', function () use ($app) {
    for ($i = 0; $i < 20; ++$i) {
        $app("return 'burst $i';");
    }
});

echo "-- a broken file: the old ones go on; the next change repairs it\n";
$app('syntax error');
var_dump(eventually(fn () => ($server->status()['master']['failed_reloads'] ?? 0) === 1));
echo $server->get('/'), "\n";
var_dump($server->logs('unexpected identifier "error"'), $reloads() === $expected);
$changes('repaired', fn () => $app("return 'repaired';"));
var_dump($server->logs('app/app.php has changed: reloading'));
$server->show('stop');

echo "-- without --watch, and with other folders\n";
$server->command('start', '-d');
$app("return 'not seen';");
usleep(300000);
var_dump($server->get('/'), $reloads());
$server->command('stop');
mkdir("$server->folder/other");
file_put_contents("$server->folder/other/other.php", '<?php');
$server->write("fn () => 'x'", "'worker_num' => 2, 'watch' => [__DIR__ . '/other']");
$server->command('start', '-d', '--watch');
$app("return 'not watched';");
usleep(300000);
$expected = $reloads();
$changes('the other folder', fn () => file_put_contents("$server->folder/other/other.php", '<?php 1;'));
$server->show('stop');
?>
--EXPECT--
$ start -d --watch => 0
started in the background: pid N, log log
string(3) "one"
int(0)
a change: reloaded, two
replaced by a rename: reloaded, three
a new file: reloaded, three
it is removed: reloaded, three
a file in a new folder: reloaded, three
temporary files: reloaded, behind temporary files
other folders: reloaded, behind other folders
reading: reloaded, behind reading
a burst of changes: reloaded, burst 19
-- a broken file: the old ones go on; the next change repairs it
bool(true)
burst 19
bool(true)
bool(true)
repaired: reloaded, repaired
bool(true)
$ stop => 0
stopped
-- without --watch, and with other folders
string(8) "repaired"
int(0)
the other folder: reloaded, x
$ stop => 0
stopped
