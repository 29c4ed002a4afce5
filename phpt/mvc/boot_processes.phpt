--TEST--
Boot items with real forks: those of the master once, before them; those of the worker once in each worker, and again after a reload
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
require __DIR__ . '/../process/process.inc';

// Each item says in which process it runs, and which process has made it.
$item = fn (string $class) => "class $class
{
    public function __construct() { error_log('said: $class made in ' . getmypid()); }
    public function bootstrap(\$app) { error_log('said: $class run in ' . getmypid() . ' with ' . \$app->getConfig()->get('words.word')); }
}";
$folder = application([
    'Config/Boot' => '<?php return ["master" => [App\Shared::class], "worker" => [App\Own::class]];',
    'Config/Words' => '<?php return ["word" => "first"];',
    'Shared' => "<?php namespace App;\n" . $item('Shared'),
    'Own' => "<?php namespace App;\n" . $item('Own'),
    'Actions/Word' => 'return getmypid() . " " . $this->_objDispatcher->getBootstrap()->getConfig()->get("words.word") . " " . spl_object_id($this->_objDispatcher->getBootstrap()->getContainer()->get("App\Shared"));',
]);
$prefork = new Prefork('fn ($req, $res) => Aha\Bootstrap::getInstance()->http($req, $res)', "'worker_num' => 2", <<<PHP
    Aha\\Bootstrap::initLoader()->registerNamespace('App', '$folder');
    Aha\\Bootstrap::getInstance('App')->getBoot()->master();
    \$server->on('workerStart', fn (\$server) => Aha\\Bootstrap::getInstance('App')->setServer(\$server)->run());
    PHP);
$text = '';
/** Who said it: "master", "a worker" … @param int[] $workers */
$count = function (string $line, array $workers) use ($prefork, &$text) {
    $text .= $prefork->server->log();
    preg_match_all("~said: $line (\d+)(.*)~", $text, $found, PREG_SET_ORDER);
    $who = [];
    foreach ($found as [, $pid, $rest]) {
        $who[] = ((int) $pid === $prefork->server->pid ? 'the master' : (in_array((int) $pid, $workers, true) ? 'a worker' : 'SOMEBODY ELSE')) . $rest;
    }
    sort($who);
    echo "$line: ", implode(', ', $who), "\n";
    return count(array_unique(array_column($found, 1)));
};
$report = function (array $workers) use ($count, &$text) {
    $count('Shared made in', $workers);
    $count('Shared run in', $workers);
    $count('Own made in', $workers);
    echo $count('Own run in', $workers), " processes\n";
    $text = '';
};
var_dump(eventually(fn () => count($prefork->pids()) === 2));
$first = $prefork->pids();
$report($first);

echo "-- a reload\n";
writeFile("$folder/App/Config/Words.php", '<?php return ["word" => "second"];');
echo json_encode($prefork->ask('reload')['ok'] ?? null), "\n";
var_dump(eventually(fn () => count($prefork->pids()) === 2 && array_intersect($prefork->pids(), $first) === []));
$report($prefork->pids());
[$pid, $word] = explode(' ', $prefork->get('/word')->body);
var_dump(in_array((int) $pid, $prefork->pids(), true), $word);

echo "-- a broken configuration: the old workers stay\n";
$second = $prefork->pids();
writeFile("$folder/App/Config/Words.php", '<?php return 7;');
echo json_encode($prefork->ask('reload')['ok'] ?? null), "\n";
var_dump(explode(' ', $prefork->get('/word')->body)[1], $prefork->pids() === $second);
echo $prefork->stop(), "\n";
?>
--EXPECT--
bool(true)
Shared made in: the master
Shared run in: the master with first
Own made in: a worker, a worker
Own run in: a worker with first, a worker with first
2 processes
-- a reload
true
bool(true)
Shared made in: 
Shared run in: 
Own made in: a worker, a worker
Own run in: a worker with second, a worker with second
2 processes
bool(true)
string(6) "second"
-- a broken configuration: the old workers stay
false
string(6) "second"
bool(true)
0
