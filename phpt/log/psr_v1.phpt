--TEST--
Logger is a Psr\Log\LoggerInterface of psr/log 1
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

// The interface comes from an autoloader, as with Composer.
$folder = temporaryFolder();
file_put_contents("$folder/LoggerInterface.php", <<<'PHP'
<?php
namespace Psr\Log;
class InvalidArgumentException extends \InvalidArgumentException {}
interface LoggerInterface
{
    public function emergency($message, array $context = array());
    public function alert($message, array $context = array());
    public function critical($message, array $context = array());
    public function error($message, array $context = array());
    public function warning($message, array $context = array());
    public function notice($message, array $context = array());
    public function info($message, array $context = array());
    public function debug($message, array $context = array());
    public function log($level, $message, array $context = array());
}
PHP);
script(<<<'PHP'
spl_autoload_register(function ($class) use ($folder) {
    echo "autoload $class\n";
    if ($class === 'Psr\Log\LoggerInterface') {
        require "$folder/LoggerInterface.php";
    }
});
function takes(Psr\Log\LoggerInterface $logger): void
{
    $logger->info('taken');
}
$reflection = new ReflectionClass(Logger::class);
echo count($reflection->getInterfaceNames()), "\n";
$logger = new Logger('blackhole:');
var_dump($logger instanceof Psr\Log\LoggerInterface);
takes($logger);
takes(Logger::named('blackhole:'));
takes(Sys::log());
$second = new Logger('blackhole:');
echo implode(' ', $reflection->getInterfaceNames()), "\n";
echo implode(' ', class_implements($logger)), "\n";
echo (new ReflectionMethod(Logger::class, 'info'))->getPrototype()->class, "\n";
try {
    $logger->log('loud', 'x');
} catch (Psr\Log\InvalidArgumentException $error) {
    echo $error->getMessage(), "\n";
}
register_shutdown_function(fn () => takes($GLOBALS['logger']));
class Holder { public function __construct(public $logger) {} public function __destruct() { takes($this->logger); echo "destructed\n"; } }
$holder = new Holder($logger);
PHP, $folder);
--EXPECTF--
0
autoload Psr\Log\LoggerInterface
bool(true)
[INFO]write_time=%s taken [BACK_TRACE]%s
Psr\Log\LoggerInterface
Psr\Log\LoggerInterface
Psr\Log\LoggerInterface
There is no level "loud": debug, info, notice, warning, error, critical, alert, emergency
destructed
