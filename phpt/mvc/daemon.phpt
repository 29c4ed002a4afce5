--TEST--
Aha\Daemon: beside a Bootstrap, environment, configuration, container, boot items, scheduler by aha.mode, run() again, errors
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
require __DIR__ . '/mvc.inc';
use Aha\{Bootstrap, Coroutine\Scheduler, Daemon};

$folder = application([
    'Config/Aha' => '<?php return ["mode" => "coroutine", "interval" => 20];',
    'Config/Night/Aha' => '<?php return ["interval" => 5];',
    'Config/Container' => '<?php return ["singleton" => ["clock" => fn () => new ArrayObject(["UTC"])]];',
    'Config/Boot' => '<?php return ["worker" => [App\First::class, App\Slow::class]];',
    'First' => '<?php namespace App; class First { public function bootstrap($app) { echo "first ", get_class($app), " ", $app->getConfig()->get("aha.interval"), " ", get_debug_type($app->getScheduler()), "\n"; } }',
    'Slow' => '<?php namespace App; class Slow { public function bootstrap($app) { $app->getScheduler()->newTask(fn () => print("task of a boot item\n")); yield \Aha\sleep(0.001); echo "slow\n"; } }',
]);
set_error_handler(fn ($code, $message) => print("NOTICE: $message\n"));

echo "-- the loader\n";
$loader = Daemon::initLoader();
var_dump($loader === Bootstrap::initLoader(), $loader === Daemon::initLoader(), AHA_PATH === __DIR__ || is_dir(AHA_PATH), AHA_EXT);
$loader->registerNamespace('App', $folder);

echo "-- one object for each namespace and class\n";
$daemon = Daemon::getInstance('App', 'night');
$bootstrap = Bootstrap::getInstance('App', 'day');
var_dump($daemon === Daemon::getInstance('\App\\'), $daemon === Daemon::getInstance(), $daemon === Daemon::getInstance('Other'), $daemon === $bootstrap);
var_dump($daemon->getLoader() === $loader, $daemon->getEnviron(), $bootstrap->getEnviron(), $daemon->getAppNamespace(), $daemon->getScheduler(), $daemon->isDebug());
var_dump($daemon->setDebug(true) === $daemon, $daemon->isDebug(), $bootstrap->isDebug());
outcome(fn () => $daemon->getConfig()->get('aha'));

echo "-- run()\n";
var_dump($daemon->run() === $daemon);
$scheduler = $daemon->getScheduler();
$scheduler->run();
var_dump($scheduler->count(), $daemon->getContainer()->get('clock') === $daemon->getContainer()->get('clock'), $daemon->getContainer()->get(Daemon::class) === $daemon);
var_dump($daemon->getConfig() !== $bootstrap->getConfig(), $daemon->getContainer() !== $bootstrap->getContainer());

echo "-- run() again, in a task\n";
writeFile("$folder/App/Config/Night/Aha.php", '<?php return ["interval" => 7];');
Aha\run(function () use ($daemon) {
    $daemon->run();
    echo "run() has returned\n";
    yield $daemon->getBoot()->wait();
    yield $daemon->getScheduler()->run();
});
var_dump($daemon->getScheduler() === $scheduler);

echo "-- its tasks go on, and no scheduler in another mode\n";
$scheduler->newTask(function () { yield Aha\sleep(0); echo "goes on\n"; });
unlink("$folder/App/Config/Boot.php");
foreach (['fiber', 'Coroutine', 7] as $mode) {
    writeFile("$folder/App/Config/Night/Aha.php", '<?php return ["mode" => ' . var_export($mode, true) . '];');
    echo get_debug_type($daemon->run()->getScheduler()), "\n";
}
$scheduler->run();

echo "-- the Bootstrap has its own\n";
writeFile("$folder/App/Config/Aha.php", '<?php return ["mode" => "coroutine"];');
var_dump($bootstrap->getScheduler(), $bootstrap->run()->getScheduler() instanceof Scheduler, $bootstrap->getScheduler() === $scheduler, $bootstrap->getScheduler() === Scheduler::getInstance());

echo "-- the master phase\n";
$daemon->getBoot()->add(fn ($app) => print('master of a ' . get_class($app) . "\n"), 'master')->master();

echo "-- wrong\n";
outcome(fn () => Daemon::getInstance('Unknown')->run());
outcome(fn () => Daemon::getInstance('App', 'no/name'));
Daemon::getInstance('App', 'night');
writeFile("$folder/App/Config/Aha.php", '<?php return 7;');
outcome(fn () => $daemon->run(), $folder);
writeFile("$folder/App/Config/Aha.php", '<?php return [];');
$daemon->getBoot()->add(fn () => throw new LogicException('of an item'));
try {
    $daemon->run();
} catch (Aha\StateException $e) {
    echo 'a boot item failed: ', $e->getPrevious()->getMessage(), "\n";
}
outcome(fn () => new Daemon);
outcome(fn () => clone $daemon);
outcome(fn () => new Aha\Mvc\Dispatcher($daemon));
?>
--EXPECT--
-- the loader
bool(true)
bool(true)
bool(true)
string(4) ".php"
-- one object for each namespace and class
bool(true)
bool(true)
bool(false)
bool(false)
bool(true)
string(5) "night"
string(3) "day"
string(3) "App"
NULL
bool(false)
bool(true)
bool(true)
bool(false)
[]
-- run()
first Aha\Daemon 5 Aha\Coroutine\Scheduler
task of a boot item
slow
bool(true)
int(0)
bool(true)
bool(true)
bool(true)
bool(true)
-- run() again, in a task
first Aha\Daemon 7 Aha\Coroutine\Scheduler
run() has returned
task of a boot item
slow
bool(true)
-- its tasks go on, and no scheduler in another mode
null
Aha\Coroutine\Scheduler
null
goes on
-- the Bootstrap has its own
NULL
bool(true)
bool(false)
bool(false)
-- the master phase
master of a Aha\Daemon
-- wrong
Aha\ConfigException: The namespace "Unknown" of the application is not known: register it by Aha\Bootstrap::initLoader()->registerNamespace()
Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "no/name" has others
Aha\ConfigException: The config file App/Config/Aha.php must return an array, int given
a boot item failed: of an item
Error: Call to private Aha\Daemon::__construct() from global scope
Error: Trying to clone an uncloneable object of class Aha\Daemon
TypeError: Aha\Mvc\Dispatcher::__construct(): Argument #1 ($app) must be of type Aha\Bootstrap|string, Aha\Daemon given
