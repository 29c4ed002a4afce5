--TEST--
gc: what fails at the start of an application leaves nothing behind: files of the configuration, routes, bindings, boot items
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
use Aha\{Bootstrap, Daemon};

$folder = application(['Config/Aha' => '<?php return ["mode" => "coroutine"];', 'Actions/Index' => 'return "index";']);
Daemon::initLoader()->registerNamespace('App', $folder);
$file = fn (string $name, string $text) => fn () => writeFile("$folder/App/Config/$name.php", $text);
$causes = [
    'a file throws' => ['Aha', $file('Aha', '<?php throw new LogicException("mine");')],
    'a file is no array' => ['Aha', $file('Aha', '<?php return 7;')],
    'a syntax error' => ['Aha', $file('Aha', '<?php return [')],
    'a boot item throws' => ['Boot', $file('Boot', '<?php return ["worker" => [fn () => throw new LogicException("mine")]];')],
    'a boot item throws later' => ['Boot', $file('Boot', '<?php return ["worker" => [function () { yield Aha\sleep(0); throw new LogicException("mine"); }]];')],
    'no such boot item' => ['Boot', $file('Boot', '<?php return ["worker" => ["App\\Nothing"]];')],
    'a wrong container' => ['Container', $file('Container', '<?php return ["singletn" => []];')],
    'a wrong middleware' => ['Middleware', $file('Middleware', '<?php return ["group" => ["g" => ["App\\Nothing"]], "match" => [["**", "g"]]];')],
    'a wrong route' => ['Route', $file('Route', '<?php return ["routes" => [["GET", "/{", "x"]]];')],
];
foreach ($causes as $cause => [$name, $break]) {
    $before = @file_get_contents("$folder/App/Config/$name.php");
    $break();
    foreach ([Daemon::getInstance('App'), Bootstrap::getInstance('App')] as $application) {
        $thrown = '';
        $round = function () use ($application, &$thrown) {
            for ($i = 0; $i < 5; $i++) {
                try {
                    $application->run();
                    $thrown = 'nothing';
                } catch (Throwable $e) {
                    $thrown = get_class($e);
                    unset($e);
                }
            }
            gc_collect_cycles();
            return memory_get_usage();
        };
        $round();
        $first = $round();
        $grown = $round() - $first;
        echo "$cause, ", get_class($application), ": $thrown, ", $grown < 256 ? 'flat' : "grown by $grown", "\n";
    }
    $before === false ? unlink("$folder/App/Config/$name.php") : writeFile("$folder/App/Config/$name.php", $before);
}
?>
--EXPECT--
a file throws, Aha\Daemon: Aha\ConfigException, flat
a file throws, Aha\Bootstrap: Aha\ConfigException, flat
a file is no array, Aha\Daemon: Aha\ConfigException, flat
a file is no array, Aha\Bootstrap: Aha\ConfigException, flat
a syntax error, Aha\Daemon: Aha\ConfigException, flat
a syntax error, Aha\Bootstrap: Aha\ConfigException, flat
a boot item throws, Aha\Daemon: Aha\StateException, flat
a boot item throws, Aha\Bootstrap: Aha\StateException, flat
a boot item throws later, Aha\Daemon: Aha\StateException, flat
a boot item throws later, Aha\Bootstrap: Aha\StateException, flat
no such boot item, Aha\Daemon: Aha\StateException, flat
no such boot item, Aha\Bootstrap: Aha\StateException, flat
a wrong container, Aha\Daemon: Aha\ConfigException, flat
a wrong container, Aha\Bootstrap: Aha\ConfigException, flat
a wrong middleware, Aha\Daemon: nothing, flat
a wrong middleware, Aha\Bootstrap: Aha\ConfigException, flat
a wrong route, Aha\Daemon: nothing, flat
a wrong route, Aha\Bootstrap: Aha\ConfigException, flat
