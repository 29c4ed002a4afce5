--TEST--
Logger: PSR-3 methods, levels by name and number, what is below the level is skipped
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';
use Aha\Log\Logger;

$folder = temporaryFolder();
$names = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];
foreach ($names as $i => $name) {
    $value = constant(Logger::class . '::' . strtoupper($name));
    check($value === ($i ? 1 << $i : 0), "$name is $value");
    foreach ([$name, strtoupper($name), $value] as $level) {
        $logger = new Logger("$folder/$name", ['level' => $level]);
        foreach ($names as $method) {
            $logger->$method($method);
            $logger->log($method, "$method by name");
            $logger->log(constant(Logger::class . '::' . strtoupper($method)), "$method by number");
        }
    }
    $lines = file("$folder/$name", FILE_IGNORE_NEW_LINES);
    check(count($lines) === 3 * 3 * (8 - $i), "$name lets " . count($lines) . ' lines through');
}
echo shownLog("$folder/emergency");
var_dump(Logger::WEB_TRACE_ON, Logger::BACK_TRACE_ON);

foreach (['loud', '', 3, 1, null, 1.0, []] as $level) {
    try {
        $logger->log($level, 'x');
        echo "taken\n";
    } catch (InvalidArgumentException $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}
--EXPECT--
[EMERGENCY]write_time=DATE emergency
[EMERGENCY]write_time=DATE emergency by name
[EMERGENCY]write_time=DATE emergency by number
[EMERGENCY]write_time=DATE emergency
[EMERGENCY]write_time=DATE emergency by name
[EMERGENCY]write_time=DATE emergency by number
[EMERGENCY]write_time=DATE emergency
[EMERGENCY]write_time=DATE emergency by name
[EMERGENCY]write_time=DATE emergency by number
bool(true)
bool(true)
Aha\ConfigException: There is no level "loud": debug, info, notice, warning, error, critical, alert, emergency
Aha\ConfigException: There is no level "": debug, info, notice, warning, error, critical, alert, emergency
Aha\ConfigException: There is no level "3": debug, info, notice, warning, error, critical, alert, emergency
Aha\ConfigException: There is no level "1": debug, info, notice, warning, error, critical, alert, emergency
Aha\ConfigException: There is no level "null": debug, info, notice, warning, error, critical, alert, emergency
Aha\ConfigException: There is no level "float": debug, info, notice, warning, error, critical, alert, emergency
Aha\ConfigException: There is no level "array": debug, info, notice, warning, error, critical, alert, emergency
