--TEST--
Process: wrong, unknown and contradictory options are errors before anything is forked or created; a second start is refused
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$folder = temporaryFolder();

/** Runs a script with `start` behind it; its exit code and the first line of its error. */
function start(string $options, string $more = '', array $arguments = ['start']): string
{
    global $folder;
    file_put_contents("$folder/server.php", <<<PHP
        <?php
        \$all = [$options] + ['pid_file' => __DIR__ . '/pid', 'control_socket' => __DIR__ . '/control', 'worker_num' => 1];
        \$server = new Aha\\Server\\Http('127.0.0.1', 0, \$all);
        \$server->on('request', fn () => 'x')->on('start', fn () => print("START\n"));
        \$server->on('workerStart', function (\$server) { echo "FORKED\n"; \$server->stop(); });
        $more
        \$server->start();
        PHP);
    $extension = getenv('AHA_EXTENSION') ?: dirname(__DIR__, 2) . '/modules/aha.so';
    $process = proc_open([PHP_BINARY, '-n', '-d', "extension=$extension", '-d', 'display_errors=0', '-d', 'log_errors=1', '-d', 'html_errors=0',
        "$folder/server.php", ...$arguments],
        [['file', '/dev/null', 'r'], ['file', "$folder/out", 'w'], ['redirect', 1]], $pipes);
    $code = -1;
    eventually(function () use ($process, &$code) {
        $status = proc_get_status($process);
        $code = $status['exitcode'];
        return !$status['running'];
    }) || proc_terminate($process, 9);
    $text = preg_replace(['/^\[[^\]]*\] /m', '/process \d+/', '/^PHP Fatal error:  Uncaught /m'], ['', 'process N', ''], file_get_contents("$folder/out"));
    $text = preg_replace('/\nStack trace:.*/s', '', str_replace("$folder/", '', $text));
    $left = array_diff(scandir($folder), ['.', '..', 'server.php', 'out', 'other']);
    return trim($text) . " => $code" . ($left ? ' LEFT: ' . implode(' ', $left) : '') . "\n";
}

echo "-- right ones: it starts, and ends\n";
$text = start("'worker_num' => 2", '');
var_dump(str_contains($text, 'START'), str_contains($text, 'FORKED'), str_ends_with($text, " => 0\n"));
echo "-- unknown\n";
foreach (["'worker_nums' => 2", "'max_requests' => 5", "'pidfile' => 'x'", "'daemon' => true", "'task_workers' => 1", "'chrot' => '/'", "'Worker_Num' => 1", "5 => 1"] as $options) {
    echo start($options);
}
echo "-- wrong values\n";
foreach (["'worker_num' => 0", "'worker_num' => 1025", "'worker_num' => '2'", "'worker_num' => null", "'task_worker_num' => -1", "'max_wait_time' => -0.5",
    "'max_wait_time' => NAN", "'max_live_time' => INF", "'max_memory' => '1G'", "'max_request' => -1", "'max_request' => 5, 'max_request_grace' => -1",
    "'boot_timeout' => 0", "'process' => 'fork'", "'watch' => 'src'", "'user' => 7", "'app_name' => ''", "'health_path' => 'health'",
    "'access_log_format' => 'xml'", "'task_concurrency' => 0", "'daemonize' => 'yes'", "'open_cpu_affinity' => []"] as $options) {
    echo start($options);
}
echo "-- contradictions\n";
foreach (["'process' => 'single', 'worker_num' => 2", "'process' => 'single', 'task_worker_num' => 1", "'process' => 'single', 'daemonize' => true",
    "'process' => 'single', 'max_request' => 5", "'process' => 'single', 'max_memory' => 5", "'max_request_grace' => 5", "'task_max_request' => 5",
    "'task_worker_num' => 1", "'health_path' => '/a', 'metrics_path' => '/a'"] as $options) {
    echo start($options);
}
echo start("'process' => 'single'", '', ['start', '-d']);
echo start('', "\$server->on('started', fn () => 1);");
echo start("'access_log' => 'ftp://x'");
echo "-- what the machine does not have\n";
foreach (["'user' => 'no-such-user'", "'group' => 'no-such-group'", "'chroot' => 'relative'", "'chroot' => '/no/such/folder'", "'chroot' => __FILE__",
    "'pid_file' => '/no/such/folder/pid'", "'pid_file' => __FILE__"] as $options) {
    echo start($options);
    var_dump(str_starts_with((string) file_get_contents("$folder/server.php"), '<?php')); // no pid has been written into it
}
echo "-- the same with -d, which would fork first of all\n";
echo start("'worker_nums' => 2", '', ['start', '-d']), start("'user' => 'no-such-user'", '', ['start', '-d']);
echo "-- settings of Swoole without effect here: named once, nothing more\n";
$text = start("'reactor_num' => 4, 'dispatch_mode' => 2");
preg_match_all('/aha: the option "(\w+)" has no effect/', $text, $named);
var_dump($named[1], str_ends_with($text, " => 0\n"));

echo "-- a second one with the same pid file, with the same port\n";
$first = new Prefork("fn () => 'first'");
$pid = file_get_contents("{$first->server->folder}/pid");
var_dump((int) $pid === $first->server->pid);
echo str_replace($first->server->folder, '', start("'pid_file' => '{$first->server->folder}/pid'"));
$again = function (string $pidFile) use ($first) {
    $text = start("'pid_file' => $pidFile", "\$server = new Aha\\Server\\Http('127.0.0.1', {$first->server->port}, ['pid_file' => $pidFile, "
        . "'control_socket' => __DIR__ . '/control']); \$server->on('request', fn () => 1)->on('start', fn () => print('START'));");
    return preg_replace('/:\d+(: |;| )/', ':PORT$1', str_replace($first->server->folder, '', $text));
};
$text = $again("'{$first->server->folder}/pid'");
var_dump(str_contains($text, 'process N'), str_contains($text, 'START'), str_ends_with($text, " => 255\n"));
$text = $again("__DIR__ . '/pid'");
var_dump(str_contains($text, 'Aha\ConnectException: listen on 127.0.0.1:PORT: Address already in use'), str_contains($text, 'process N'), str_ends_with($text, " => 255\n"));
echo $first->get('/');
var_dump(file_get_contents("{$first->server->folder}/pid") === $pid, $first->ask('status')['master']['generation'], $first->stop());
?>
--EXPECT--
-- right ones: it starts, and ends
bool(true)
bool(true)
bool(true)
-- unknown
Aha\ConfigException: Aha\Server\Http: unknown option "worker_nums"; did you mean "worker_num"? in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: unknown option "max_requests"; did you mean "max_request"? in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: unknown option "pidfile"; did you mean "pid_file"? in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: unknown option "daemon"; did you mean "daemonize"? in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: unknown option "task_workers"; did you mean "task_worker_num"? in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: unknown option "chrot"; did you mean "chroot"? in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: unknown option "Worker_Num"; did you mean "worker_num"? in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: unknown option "5"; did you mean "user"? in server.php:3 => 255
-- wrong values
Aha\ConfigException: Aha\Server\Http: option "worker_num" must be an integer from 1 to 1024, 0 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "worker_num" must be an integer from 1 to 1024, 1025 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "worker_num" must be an integer from 1 to 1024, "2" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "worker_num" must be an integer from 1 to 1024, null given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "task_worker_num" must be an integer from 0 to 1024, -1 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "max_wait_time" must be a number of seconds from 0 to 1e+07, -0.5 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "max_wait_time" must be a number of seconds from 0 to 1e+07, nan given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "max_live_time" must be a number of seconds from 0 to 1e+07, inf given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "max_memory" must be an integer from 0 to 1099511627776, "1G" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "max_request" must be an integer from 0 to 1099511627776, -1 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "max_request_grace" must be an integer from 0 on, -1 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "boot_timeout" must be a number of seconds from 0.01 to 1e+07, 0 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "process" must be "prefork" or "single", "fork" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "watch" must be a list of strings, "src" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "user" must be a string that is not empty, 7 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "app_name" must be a string that is not empty, "" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "health_path" must be a path that begins with "/", "health" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "access_log_format" must be "common", "combined" or "json", "xml" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "task_concurrency" must be an integer from 1 to 1000000, 0 given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "daemonize" must be true or false, "yes" given in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: option "open_cpu_affinity" must be true or false, array given in server.php:3 => 255
-- contradictions
Aha\ConfigException: Aha\Server\Http: "process" => "single" is one process: "worker_num" must be 1 in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: "process" => "single" is one process: it has no task workers ("task_worker_num") in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: "daemonize" needs "process" => "prefork" in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: "max_request", "max_live_time" and "max_memory" replace workers: they need "process" => "prefork" in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: "max_request", "max_live_time" and "max_memory" replace workers: they need "process" => "prefork" in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: "max_request_grace" needs "max_request" in server.php:3 => 255
Aha\ConfigException: Aha\Server\Http: "task_max_request" needs "task_worker_num" in server.php:3 => 255
Aha\ConfigException: There is no handler of the tasks: "task_worker_num" needs on('task', ...) in server.php:9 => 255
Aha\ConfigException: Aha\Server\Http: "health_path" and "metrics_path" must differ in server.php:3 => 255
Aha\ConfigException: "process" => "single" has no control socket: the command line needs "prefork" in server.php:9 => 255
Aha\ConfigException: Unknown event "started": it must be one of start, shutdown, managerStart, managerStop, workerStart, workerStop, workerError, task, finish, pipeMessage, workerExit, request, error in server.php:8 => 255
Aha\ConfigException: access_log: the log target "ftp://x" is none of: a path, file://, stdout, stderr, php://stdout, php://stderr, syslog://, blackhole: in server.php:9 => 255
-- what the machine does not have
Aha\ConfigException: option 'user': there is no user "no-such-user" in server.php:9 => 255
bool(true)
Aha\ConfigException: option 'group': there is no group "no-such-group" in server.php:9 => 255
bool(true)
Aha\ConfigException: option 'chroot': "relative" is not an absolute path in server.php:9 => 255
bool(true)
Aha\ConfigException: option 'chroot': "/no/such/folder": No such file or directory in server.php:9 => 255
bool(true)
Aha\ConfigException: option 'chroot': "server.php" is not a folder in server.php:9 => 255
bool(true)
Aha\ConnectException: open pid file /no/such/folder/pid: No such file or directory in server.php:9 => 255
bool(true)
Aha\ConfigException: pid file server.php exists and holds something else than a pid in server.php:9 => 255
bool(true)
-- the same with -d, which would fork first of all
Aha\ConfigException: Aha\Server\Http: unknown option "worker_nums"; did you mean "worker_num"? in server.php:3 => 255
Aha\ConfigException: option 'user': there is no user "no-such-user" in server.php:9 => 255
-- settings of Swoole without effect here: named once, nothing more
array(2) {
  [0]=>
  string(11) "reactor_num"
  [1]=>
  string(13) "dispatch_mode"
}
bool(true)
-- a second one with the same pid file, with the same port
bool(true)
Aha\StateException: pid file /pid is held by process N in server.php:9 => 255
bool(true)
bool(false)
bool(true)
bool(true)
bool(false)
bool(true)
200 first
bool(true)
int(1)
int(0)
