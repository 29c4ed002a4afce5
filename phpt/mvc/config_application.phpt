--TEST--
The application's configuration: environment by code, command line and variable; debug; tree of resource/config; container; read again by run()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
$folder = folderWith([
    'App/Config/Database.php' => '<?php return ["main" => ["host" => "h", "port" => 1]];',
    'App/Config/Product/Database.php' => '<?php return ["main" => ["host" => "live"]];',
    'App/Config/Dev/Database.php' => '<?php return ["main" => ["host" => "dev"]];',
    'App/Config/Container.php' => '<?php return ["bind" => ["Countable" => "ArrayObject"], "set" => ["name" => "value"]];',
    'script.php' => '<?php
        Aha\Bootstrap::initLoader()->registerNamespace("App", __DIR__);
        try { $app = Aha\Bootstrap::getInstance("App", "product"); echo $app->getEnviron(), " ", json_encode($app->isDebug()), " "; echo json_encode($app->run()->getConfig()->get("database", "main")), " ", $app->getConfig()->database->main["host"], "\n"; }
        catch (Throwable $e) { echo get_class($e), ": ", $e->getMessage(), "\n"; }',
]);
preg_match('~ (/\S*/aha\.so)$~m', (string) file_get_contents('/proc/self/maps'), $match);
$extension = getenv('AHA_EXTENSION') ?: $match[1];
foreach ([[[], []], [['--env', 'dev', '--debug'], []], [['start', '--env=online'], []], [[], ['AHA_ENVIRON' => 'dev', 'AHA_DEBUG' => '1']], [['--env', 'test'], ['AHA_ENVIRON' => 'dev']], [['--env', 'a/b'], []]] as [$arguments, $variables]) {
    $process = proc_open([PHP_BINARY, '-n', '-d', "extension=$extension", "$folder/script.php", ...$arguments], [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes, null, $variables + getenv());
    echo str_pad(implode(' ', $arguments), 18), preg_replace('~PHP Fatal.*~s', "fatal\n", stream_get_contents($pipes[1]));
    proc_close($process);
}
echo "-- objects\n";
Aha\Bootstrap::initLoader()->registerNamespace('App', $folder);
$app = Aha\Bootstrap::getInstance('App', 'dev');
$app->getConfig()->set('database.main.port', 7)->set('mine', true);
$app->run();
$c = $app->getContainer();
outcome(fn () => [$app->getConfig()->get('database.main'), $app->getConfig()->get('mine'), $c->get('Countable') instanceof ArrayObject, $c->get('name'), $c->get('Aha\Bootstrap') === $app, $c->get('Aha\Mvc\Config') === $app->getConfig()]);
file_put_contents("$folder/App/Config/Dev/Database.php", '<?php return ["main" => ["host" => "changed, and longer"]];');
outcome(fn () => $app->run()->getConfig()->get('database.main'));
file_put_contents("$folder/App/Config/Dev/Database.php", '<?php return 5; // and longer than before, too');
outcome(fn () => $app->run(), $folder);
outcome(fn () => $app->getConfig()->get('database.main'));
echo "-- a tree\n";
$tree = folderWith(['Zan/keep' => '', 'resource/config/share/a/b.php' => '<?php return ["common" => ["x" => 1], "y" => ["z" => 2]];', 'resource/config/dev/a/b.php' => '<?php return ["y" => ["z" => 3]];']);
Aha\Bootstrap::initLoader()->registerNamespace('Zan', $tree);
outcome(fn () => Aha\Bootstrap::getInstance('Zan', 'dev')->run()->getConfig()->get('a.b.y'));
echo "-- bad sections\n";
foreach (['Container' => '"bind" => 5', 'Boot' => '"workers" => []', 'Middleware' => '"x" => 1'] as $section => $value) {
    $bad = folderWith(["Bad$section/Config/$section.php" => "<?php return [$value];"]);
    Aha\Bootstrap::initLoader()->registerNamespace("Bad$section", $bad);
    outcome(fn () => Aha\Bootstrap::getInstance("Bad$section")->run());
}
?>
--EXPECT--
                  product false {"host":"live","port":1} live
--env dev --debug dev true {"host":"dev","port":1} dev
start --env=onlineonline false {"host":"live","port":1} live
                  dev true {"host":"dev","port":1} dev
--env test        test false {"host":"h","port":1} h
--env a/b         Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "a/b" has others
-- objects
[{"host":"dev","port":7},true,true,"value",true,true]
{"host":"changed, and longer","port":7}
Aha\ConfigException: The config file App/Config/Dev/Database.php must return an array, int given
{"host":"changed, and longer","port":7}
-- a tree
{"x":1,"z":3}
-- bad sections
Aha\ConfigException: Container: option "bind" must be an array, 5 given
Aha\ConfigException: boot: unknown option "workers"; did you mean "worker"?
Aha\ConfigException: middleware: unknown option "x"; did you mean "group"?
