--TEST--
Logger: options and targets are checked
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';
use Aha\Log\Logger;

function tried(string $target, array $options = []): void
{
    try {
        new Logger($target, $options);
        echo "taken\n";
    } catch (Exception $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}

foreach ([['levle' => 'info'], ['level' => 'loud'], ['level' => 3], ['format' => 'xml'], ['app' => 1], ['web_trace' => 'yes'],
    ['drop' => 'all'], ['max_size' => -1], ['daily' => 2], ['max_files' => 'many'], [7 => 1]] as $options) {
    tried('blackhole:', $options);
}
foreach (['buffer_size' => [4095, 4096, 1 << 30, (1 << 30) + 1], 'flush_interval' => [0, 0.001, 3600, 3601],
    'flush_size' => [0, 1, 1 << 30, (1 << 30) + 1], 'max_files' => [-1, 1, 100001]] as $key => $values) {
    foreach ($values as $value) {
        tried('blackhole:', [$key => $value]);
    }
}
echo "-- targets\n";
foreach (['', 'ftp://x', 'php://memory', 'syslog://loud', 'syslog://user?ident', 'file://host/x', '/tmp/{Q}', '/tmp/', '/proc/1/x/y'] as $target) {
    tried($target);
}
tried('stdout', ['daily' => true]);
tried('/tmp/{Y}/x.log', ['max_files' => 3]);
tried('syslog://user?socket=' . rawurlencode('/no/such/socket'));
--EXPECT--
Aha\ConfigException: Aha\Log\Logger: unknown option "levle"; did you mean "level"?
Aha\ConfigException: Aha\Log\Logger: option "level" must be "debug", "info" … "emergency" or a constant of the class, "loud" given
Aha\ConfigException: Aha\Log\Logger: option "level" must be "debug", "info" … "emergency" or a constant of the class, 3 given
Aha\ConfigException: Aha\Log\Logger: option "format" must be "aha", "line" or "json", "xml" given
Aha\ConfigException: Aha\Log\Logger: option "app" must be a string, 1 given
Aha\ConfigException: Aha\Log\Logger: option "web_trace" must be true or false, "yes" given
Aha\ConfigException: Aha\Log\Logger: option "drop" must be "newest" or "oldest", "all" given
Aha\ConfigException: Aha\Log\Logger: option "max_size" must be an integer from 0 to 1125899906842624, -1 given
Aha\ConfigException: Aha\Log\Logger: option "daily" must be true or false, 2 given
Aha\ConfigException: Aha\Log\Logger: option "max_files" must be an integer from 0 to 100000, "many" given
Aha\ConfigException: Aha\Log\Logger: unknown option "7"; did you mean "app"?
Aha\ConfigException: Aha\Log\Logger: option "buffer_size" must be an integer from 4096 to 1073741824, 4095 given
taken
taken
Aha\ConfigException: Aha\Log\Logger: option "buffer_size" must be an integer from 4096 to 1073741824, 1073741825 given
Aha\ConfigException: Aha\Log\Logger: option "flush_interval" must be a number of seconds from 0.001 to 3600, 0 given
taken
taken
Aha\ConfigException: Aha\Log\Logger: option "flush_interval" must be a number of seconds from 0.001 to 3600, 3601 given
Aha\ConfigException: Aha\Log\Logger: option "flush_size" must be an integer from 1 to 1073741824, 0 given
taken
taken
Aha\ConfigException: Aha\Log\Logger: option "flush_size" must be an integer from 1 to 1073741824, 1073741825 given
Aha\ConfigException: Aha\Log\Logger: option "max_files" must be an integer from 0 to 100000, -1 given
Aha\ConfigException: max_size, daily and max_files are for files, not for "blackhole:"
Aha\ConfigException: Aha\Log\Logger: option "max_files" must be an integer from 0 to 100000, 100001 given
-- targets
Aha\ConfigException: the log target "" is empty or holds a NUL byte
Aha\ConfigException: the log target "ftp://x" is none of: a path, file://, stdout, stderr, php://stdout, php://stderr, syslog://, blackhole:
Aha\ConfigException: the log target "php://memory" is none of: a path, file://, stdout, stderr, php://stdout, php://stderr, syslog://, blackhole:
Aha\ConfigException: the log target "syslog://loud" names no facility of syslog: user, daemon, local0 … local7 …
Aha\ConfigException: the log target "syslog://user?ident" has a malformed query
Aha\ConfigException: the log target "file://host/x" must be file:// and an absolute path
Aha\ConfigException: the log file "/tmp/{Q}" has a brace that is none of {Y} {y} {m} {n} {d} {j} {H} {G} {i} {s}
Aha\ConfigException: the log file "/tmp/" has no name
Aha\ConnectException: open /proc/1/x/y: No such file or directory
Aha\ConfigException: max_size, daily and max_files are for files, not for "stdout"
Aha\ConfigException: max_files removes files of one folder only: the log file "/tmp/{Y}/x.log" must have its date in the name, not in the folder
Aha\ConnectException: connect to syslog at /no/such/socket: No such file or directory
