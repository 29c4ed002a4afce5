--TEST--
Logger: what is called Psr\Log\LoggerInterface and does not fit is let be; an autoloader that throws is heard
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

foreach (['interface LoggerInterface { function other(); }', 'interface LoggerInterface { const A = 1; function info($m, array $c = []); }',
    'class LoggerInterface {}', 'interface LoggerInterface {}', 'interface Base { function debug($m); } interface LoggerInterface extends Base { function info($m, array $c = []); }'] as $code) {
    script('eval("namespace Psr\Log; " . ' . var_export($code, true) . ');
        $logger = new Logger("blackhole:");
        $logger->info("x");
        echo implode(" ", class_implements($logger)), "\n";');
}
script('new Logger("blackhole:");
    eval("namespace Psr\Log; interface LoggerInterface {}");
    echo count(class_implements(Logger::class)), "\n";
    new Logger("blackhole:"); // loaded meanwhile
    echo count(class_implements(Logger::class)), "\n";');
script('spl_autoload_register(fn ($class) => throw new LogicException("no $class"));
    foreach ([1, 2] as $i) {
        try { new Logger("blackhole:"); echo "made\n"; } catch (LogicException $error) { echo $error->getMessage(), "\n"; }
    }
    try { Logger::named("blackhole:"); echo "made\n"; } catch (LogicException $error) { echo $error->getMessage(), "\n"; }');
script('spl_autoload_register(function ($class) { // an autoloader that logs
        Logger::autoload("$GLOBALS[folder]/a")->info($class);
        if (str_contains($class, "LoggerInterface")) { eval("namespace Psr\Log; interface LoggerInterface { function info(\$message, array \$context = []); }"); }
    });
    $logger = new Logger("blackhole:");
    var_dump($logger instanceof Psr\Log\LoggerInterface);
    echo preg_replace("/.*\d\d /", "", file_get_contents("$folder/a"));');
--EXPECT--
Psr\Log\LoggerInterface
Psr\Log\LoggerInterface Psr\Log\Base
0
1
no Psr\Log\LoggerInterface
made
made
bool(true)
Psr\Log\LoggerInterface
