--TEST--
Logger: the static factory: one instance for each name, another file re-points it, at most 1,000 are kept
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';
use Aha\Log\Logger;

$folder = temporaryFolder();
$access = Logger::access("$folder/a");
check($access instanceof Logger, 'a logger');
check($access === Logger::access("$folder/a"), 'one instance');
check($access === Logger::getLoggerInstance('access', "$folder/a"), 'by name, too');
check($access !== Logger::other("$folder/a"), 'another name, another instance');
check($access->getLogFileName() === "$folder/a", 'its file');

$access->info('one');
check(Logger::access("$folder/b") === $access, 'the same instance with another file');
check($access->getLogFileName() === "$folder/b", 'its new file');
$access->info('two');
$access->setLogFileName("$folder/deep/er/c");
$access->info('three');
echo shownLog("$folder/a"), shownLog("$folder/b"), shownLog("$folder/deep/er/c");

// A file that cannot be opened changes nothing.
try {
    Logger::access('/proc/nobody/x');
} catch (Aha\ConnectException $error) {
    echo $error->getMessage(), "\n";
}
$access->info('four');
check(count(file("$folder/deep/er/c")) === 2, 'the old file is still its target');

// Arguments that are given apply.
Logger::access("$folder/d", Logger::ERROR, Logger::WEB_TRACE_ON, Logger::BACK_TRACE_ON);
$access->info('no');
$access->error('yes');
Logger::access("$folder/d");
$access->info('still no');
Logger::access(file: "$folder/d", level: 'info', backTrace: false);
$access->info('now');
echo str_replace(__DIR__ . '/', '', shownLog("$folder/d"));

foreach ([fn () => Logger::access(), fn () => Logger::access([]), fn () => Logger::access("$folder/d", 5),
    fn () => Logger::access("$folder/d", nothing: 1), fn () => Logger::access("$folder/d", 0, false, false, false),
    fn () => Logger::access("$folder/d", Logger::INFO, false, true, 1, 2)] as $call) {
    try {
        $call();
        echo "taken\n";
    } catch (Throwable $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}

// The least recently used one beyond 1,000 goes.
$before = count(scandir('/proc/self/fd'));
$first = Logger::first("$folder/first");
for ($i = 0; $i < 1500; $i++) {
    Logger::{"name$i"}("$folder/many")->info($i);
    if ($i % 100 === 0) {
        check(Logger::access("$folder/d") === $access, 'what is used stays');
    }
}
check(count(file("$folder/many")) === 1500, 'all have written');
check(count(scandir('/proc/self/fd')) - $before <= 1001, 'no more than 1,000 files are open: ' . count(scandir('/proc/self/fd')));
check(Logger::first("$folder/first") !== $first, 'the oldest is another one now');
$first->info('goes on');
echo shownLog("$folder/first");
--INI--
date.timezone=UTC
--EXPECTF--
[INFO]write_time=DATE one
[INFO]write_time=DATE two
[INFO]write_time=DATE three
open /proc/nobody/x: No such file or directory
[ERROR]write_time=DATE yes [BACK_TRACE]file=factory.php line=%d class= function=
[INFO]write_time=DATE now
ArgumentCountError: Aha\Log\Logger::getLoggerInstance() expects at least 2 arguments, 1 given
TypeError: Aha\Log\Logger::getLoggerInstance(): Argument #2 ($file) must be of type string, array given
Aha\ConfigException: Aha\Log\Logger: the level must be "debug", "info" … "emergency" or a constant of the class
Error: Unknown named parameter $nothing
taken
taken
[INFO]write_time=DATE goes on
