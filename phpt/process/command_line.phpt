--TEST--
Process: the command line: start -d, status, reload, restart, stop, exit codes and messages
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
register_shutdown_function(function () {
    ob_start();
    command('stop', '--now'); // nothing is left when the test breaks off
    ob_end_clean();
});
$folder = temporaryFolder();
// A port that was free a moment ago.
$probe = stream_socket_server('tcp://127.0.0.1:0');
$port = (int) substr(strrchr(stream_socket_get_name($probe, false), ':'), 1);
fclose($probe);
file_put_contents("$folder/server.php", <<<PHP
    <?php
    \$server = new Aha\Server\Http('127.0.0.1', $port, ['worker_num' => 2, 'stall_limit' => 0.0, 'log_file' => __DIR__ . '/log',
        'control_socket' => __DIR__ . '/control', 'pid_file' => __DIR__ . '/pid', 'max_wait_time' => 5.0]);
    \$server->on('request', fn () => 'pid ' . getmypid());
    \$server->start();
    echo "start() returned\\n";
    PHP);

/** Runs a command; shows its exit code and what it says, numbers that differ as N. */
function command(string ...$arguments): string
{
    global $folder, $port;
    $extension = getenv('AHA_EXTENSION') ?: dirname(__DIR__, 2) . '/modules/aha.so';
    $process = proc_open([PHP_BINARY, '-n', '-d', "extension=$extension", "$folder/server.php", ...$arguments],
        [['file', '/dev/null', 'r'], ['file', "$folder/out", 'w'], ['file', "$folder/err", 'w']], $pipes);
    $code = -1;
    $ended = eventually(function () use ($process, &$code) {
        $status = proc_get_status($process);
        $code = $status['exitcode'];
        return !$status['running'];
    });
    if (!$ended) {
        proc_terminate($process, 9);
    }
    $GLOBALS['out'] = file_get_contents("$folder/out");
    $text = preg_replace(['/pid \d+/', '/process \d+/'], ['pid N', 'process N'], $GLOBALS['out'] . file_get_contents("$folder/err"));
    echo '$ ', implode(' ', $arguments), " => $code\n";
    return str_replace(["$folder/", ":$port"], ['', ':PORT'], $text);
}

function pid(): int
{
    global $folder;
    return (int) @file_get_contents("$folder/pid");
}

$get = function () use ($port) {
    $client = new Client("tcp://127.0.0.1:$port");
    $client->send(request('/', ['Connection: close']));
    return preg_replace('/\d+/', 'N', (string) $client->answer()?->body);
};

echo "-- it does not run\n";
echo command('status'), command('status', '--json'), command('reload'), command('stop');
echo "-- wrong use\n";
echo strtok(command('start', '--unknown'), "\n"), "\n", strtok(command('status', '-d'), "\n"), "\n";
var_dump(pid() === 0 || !isAlive(pid()));
echo "-- start -d\n";
echo command('start', '-d');
$master = pid();
var_dump(isAlive($master), $get());
echo "-- a second start\n";
echo command('start', '-d'), command('start');
var_dump(isAlive($master), pid() === $master, $get());
echo "-- status\n";
command('status');
var_dump(str_contains($out, "master $master "), preg_match_all('/^ *[01] +worker +\d+ +1 +serves /m', $out));
command('status', '--json');
$status = json_decode($out, true);
var_dump($status['master']['pid'] === $master, $status['master']['generation'], count($status['workers']));
echo "-- reload\n";
$before = array_column($status['workers'], 'pid');
echo command('reload');
var_dump(eventually(fn () => !array_filter($before, 'isAlive')), isAlive($master), $get());
echo "-- restart -d\n";
echo command('restart', '-d');
var_dump(isAlive($master), pid() !== $master, $get());
$master = pid();
echo "-- stop\n";
echo command('stop'), command('status');
var_dump(eventually(fn () => !isAlive($master)), file_exists("$folder/control"));
echo "-- restart -d starts what does not run; stop --now\n";
echo command('restart', '-d');
var_dump($get());
echo command('stop', '--now'), command('stop', '--now');
echo "-- a stale pid file and control socket\n";
echo command('start', '-d');
$dead = pid();
kill($dead, 9);
var_dump(eventually(fn () => !isAlive($dead)), pid() === $dead, file_exists("$folder/control"));
echo command('status');
var_dump(eventually(fn () => (bool) ($probe = @stream_socket_server("tcp://127.0.0.1:$port")))); // its workers have ended
echo command('start', '-d');
var_dump(pid() !== $dead, $get());
echo command('stop');
?>
--EXPECT--
-- it does not run
$ status => 3
the server is not running
$ status --json => 3
the server is not running
$ reload => 3
the server is not running
$ stop => 0
the server is not running
-- wrong use
$ start --unknown => 2
server.php: unknown argument "--unknown"
$ status -d => 2
server.php: unknown argument "-d"
bool(true)
-- start -d
$ start -d => 0
started in the background: pid N, log log
bool(true)
string(5) "pid N"
-- a second start
$ start -d => 255

Fatal error: Uncaught Aha\StateException: listen on 127.0.0.1:PORT: Address already in use; this server runs already as process N in server.php:5
Stack trace:
#0 server.php(5): Aha\Network\Server->start()
#1 {main}
  thrown in server.php on line 5
$ start => 255

Fatal error: Uncaught Aha\StateException: listen on 127.0.0.1:PORT: Address already in use; this server runs already as process N in server.php:5
Stack trace:
#0 server.php(5): Aha\Network\Server->start()
#1 {main}
  thrown in server.php on line 5
bool(true)
bool(true)
string(5) "pid N"
-- status
$ status => 0
bool(true)
int(2)
$ status --json => 0
bool(true)
int(1)
int(2)
-- reload
$ reload => 0
reloaded: generation 2
bool(true)
bool(true)
string(5) "pid N"
-- restart -d
$ restart -d => 0
stopped
started in the background: pid N, log log
bool(false)
bool(true)
string(5) "pid N"
-- stop
$ stop => 0
stopped
$ status => 3
the server is not running
bool(true)
bool(false)
-- restart -d starts what does not run; stop --now
$ restart -d => 0
started in the background: pid N, log log
string(5) "pid N"
$ stop --now => 0
stopped
$ stop --now => 0
the server is not running
-- a stale pid file and control socket
$ start -d => 0
started in the background: pid N, log log
bool(true)
bool(true)
bool(true)
$ status => 3
the server is not running
bool(true)
$ start -d => 0
started in the background: pid N, log log
bool(true)
string(5) "pid N"
$ stop => 0
stopped
