--TEST--
Logger: cannot be cloned or serialized, extended, constructed twice; without a target it says so
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Log\Logger;
$logger = new Logger('blackhole:');
foreach ([fn () => clone $logger, fn () => serialize($logger), fn () => $logger->x = 1, fn () => $logger->__construct('blackhole:'),
    fn () => Logger::info('x'), fn () => new Aha\Log\Sys(), fn () => $logger->log('info'), fn () => $logger->info('a', 'b'),
    fn () => (new ReflectionClass(Logger::class))->newInstanceWithoutConstructor()->info('x')] as $call) {
    try {
        $call();
        echo "done\n";
    } catch (Throwable $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}
var_dump((new ReflectionClass(Logger::class))->isFinal());
--EXPECT--
Error: Trying to clone an uncloneable object of class Aha\Log\Logger
Exception: Serialization of 'Aha\Log\Logger' is not allowed
Error: Cannot create dynamic property Aha\Log\Logger::$x
Aha\StateException: The logger is constructed already
Error: Non-static method Aha\Log\Logger::info() cannot be called statically
Error: Call to private Aha\Log\Sys::__construct() from global scope
ArgumentCountError: Aha\Log\Logger::log() expects at least 2 arguments, 1 given
TypeError: Aha\Log\Logger::info(): Argument #2 ($context) must be of type array, string given
ReflectionException: Class Aha\Log\Logger is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
