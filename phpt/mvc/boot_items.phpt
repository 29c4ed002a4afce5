--TEST--
Boot items: of code and configuration, in order, made by the container; generators hold the start of the worker; a failing one is named
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
const ITEMS = '<?php
    namespace App;
    class Clock { public string $zone = "UTC"; }
    class First { public function __construct(private Clock $clock) {} public function bootstrap($bootstrap) { echo "first {$this->clock->zone} ", $bootstrap->getAppNamespace(), "\n"; } }
    class Slow { public function bootstrap($bootstrap) { echo "slow begins\n"; yield \Aha\sleep(0.01); $bootstrap->getContainer()->set("ready", "yes"); echo "slow is done\n"; } }
    class Last { public function bootstrap($bootstrap) { echo "last ", $bootstrap->getContainer()->has("ready") ? "behind" : "BEFORE", " slow\n"; } }
    class Fails { public function bootstrap($bootstrap) { throw new \LogicException("no way"); } }
    class FailsLater { public function bootstrap($bootstrap) { yield \Aha\sleep(0.001); throw new \LogicException("no way, later"); } }
    class Nothing {}';
$config = fn (string $items) => "<?php require_once __DIR__ . '/../Items.php'; return $items;";
$action = ['Items' => ITEMS, 'Actions/Ready' => 'return $this->_objDispatcher->getBootstrap()->getContainer()->get("ready");'];

echo "-- with a server\n";
$server = mvcServer($action + ['Config/Boot' => $config('["worker" => [App\First::class, App\Slow::class, App\Last::class, fn ($b) => print("closure\n")]]')], 'echo "run() has returned\n";');
echo $server->get('/ready'), $server->stop(), "\n", $server->log();

echo "-- one that fails ends the worker's start\n";
foreach (['Fails', 'FailsLater', 'Nothing', 'NoSuchClass'] as $item) {
    $folder = var_export(application($action + ['Config/Boot' => $config("['worker' => [App\\First::class, 'App\\$item', App\\Last::class]]")]), true);
    $server = new Server(<<<PHP
        Aha\\Bootstrap::initLoader()->registerNamespace('App', $folder);
        \$server = server(fn () => 'never');
        \$server->on('workerStart', fn () => Aha\\Bootstrap::getInstance('App')->run() && 0);
        try { \$server->start(); } catch (Throwable \$e) { echo get_class(\$e), ': ', preg_replace('~ in \S+/App/~', ' in App/', \$e->getMessage()), ' < ', get_class(\$e->getPrevious()), "\\n"; }
        PHP, wait: false);
    $server->wait();
    echo "$item:\n", $server->log();
}

echo "-- in a script: run() runs the loop\n";
Aha\Bootstrap::initLoader()->registerNamespace('App', application($action + ['Config/Boot' => $config('["worker" => App\Slow::class, "master" => [App\First::class]]')]));
$app = Aha\Bootstrap::getInstance('App');
$app->getBoot()->add(fn () => print("of code\n"))->add('App\Last');
$app->run();
echo "-- in a fiber and in a task\n";
Aha\run(function () use ($app) { $app->run(); echo "after run(), in a fiber\n"; });
Aha\run(function () use ($app) { $app->run(); echo "after run(), in a task\n"; yield $app->getBoot()->wait(); echo "after wait()\n"; });
echo "-- the master phase\n";
$app->getBoot()->master()->add(new class { function bootstrap($b) { echo "an object\n"; } }, 'master')->master();
try {
    $app->getBoot()->add(fn () => (function () { yield 1; })(), 'master')->master();
} catch (Throwable $e) {
    echo get_class($e), ': ', preg_replace(['~/\S*/~', '~:\d+~'], '', $e->getMessage()), "\n";
}
foreach ([fn ($b) => $b->add(7), fn ($b) => $b->add(['']), fn ($b) => $b->add('x', 'other'), fn ($b) => (new Aha\Mvc\Boot)->master()] as $wrong) {
    try {
        $wrong(new Aha\Mvc\Boot);
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
-- with a server
200 yes
0
first UTC App
run() has returned
slow begins
slow is done
last behind slow
closure
-- one that fails ends the worker's start
Fails:
first UTC App
Aha\StateException: The boot item App\Fails failed: LogicException: no way in App/Items.php:7 < LogicException
FailsLater:
first UTC App
Aha\StateException: The boot item App\FailsLater failed: LogicException: no way, later in App/Items.php:8 < LogicException
Nothing:
first UTC App
Aha\StateException: The boot item App\Nothing failed: Aha\ConfigException: It has no public method bootstrap() in server.php:4 < Aha\ConfigException
NoSuchClass:
first UTC App
Aha\StateException: The boot item App\NoSuchClass failed: Aha\Mvc\NotFoundException: There is neither a value nor a binding nor a class "App\NoSuchClass" in server.php:4 < Aha\Mvc\NotFoundException
-- in a script: run() runs the loop
of code
last BEFORE slow
slow begins
slow is done
-- in a fiber and in a task
of code
last behind slow
slow begins
slow is done
after run(), in a fiber
of code
last behind slow
after run(), in a task
slow begins
slow is done
after wait()
-- the master phase
first UTC App
an object
first UTC App
an object
Aha\StateException: The boot item closure at boot_items.php failed: Aha\StateException: It wants to wait, which items of the master phase may not in boot_items.php
TypeError: Aha\Mvc\Boot::add(): Argument #1 ($items) must be a class, an object, a closure or a list of them
TypeError: Aha\Mvc\Boot::add(): Argument #1 ($items) must be a class, an object, a closure or a list of them
ValueError: Aha\Mvc\Boot::add(): Argument #2 ($phase) must be "worker" or "master"
Aha\StateException: These are the items of no application: use those of Bootstrap::getBoot()
