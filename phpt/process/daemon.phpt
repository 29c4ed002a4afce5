--TEST--
Process: start -d: its pipes, a boot that fails, a stale pid file, the pid file of a stranger
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/daemon.inc';
$handler = 'fn () => (string) getmypid()';

echo "-- a pipe behind it ends with it, and not with the server\n";
$server = new Daemon($handler);
$line = implode(' ', array_map('escapeshellarg', $server->commandLine('start', '-d')));
// The shell's own output is a pipe of the test: both ends are held by nobody when it has ended.
$shell = proc_open(['sh', '-c', "$line 2>&1 | cat; echo ended"], [['file', '/dev/null', 'r'], ['pipe', 'w'], STDERR], $pipes);
stream_set_blocking($pipes[1], false);
$output = '';
var_dump(eventually(function () use ($pipes, &$output) {
    $output .= fread($pipes[1], 65536);
    return feof($pipes[1]);
}));
echo preg_replace('/pid \d+/', 'pid N', str_replace("$server->folder/", '', $output));
proc_close($shell);
$master = $server->pid();
var_dump(isAlive($master), isAlive((int) $server->get('/')), eventually(fn () => count($server->pids()) === 2));
// Nothing of the terminal is left: its own session, no open pipe.
foreach ([$master, ...$server->pids()] as $pid) {
    $links = array_map(fn ($fd) => (string) @readlink("/proc/$pid/fd/$fd"), [0, 1, 2]);
    echo implode(' ', str_replace("$server->folder/", '', $links)), "\n";
}
preg_match('/^\d+ \(.*\) \S \d+ \d+ (\d+) (\d+)/', file_get_contents("/proc/$master/stat"), $stat);
var_dump((int) $stat[1] === $master, $stat[2]);
$server->show('stop');
var_dump(eventually(fn () => !isAlive($master)), file_exists("$server->folder/pid"), file_exists("$server->folder/control"));

echo "-- the same by the option\n";
$server->write($handler, "'worker_num' => 1, 'daemonize' => true");
$server->show();
var_dump(isAlive((int) $server->get('/')));
$server->show('stop');

echo "-- a boot that fails\n";
$fails = [
    'throws' => "\$server->on('workerStart', function () { yield Aha\\sleep(0.01); throw new LogicException('no database'); });",
    'exits' => "\$server->on('workerStart', function () { exit(0); });",
    'dies' => "\$server->on('workerStart', function () { exec('kill -9 ' . getmypid()); sleep(60); });",
    'is fatal' => "\$server->on('workerStart', function () { eval('function f() {} function f() {}'); });",
    'never ends' => "\$server->on('workerStart', function () { yield Aha\\sleep(600); });",
    'start throws' => "\$server->on('start', function () { throw new LogicException('no licence'); });",
    'start exits' => "\$server->on('start', function () { exit(0); });",
];
foreach ($fails as $name => $more) {
    @unlink("$server->folder/log");
    $server->write($handler, "'worker_num' => 2, 'boot_timeout' => " . ($name === 'never ends' ? patience(0.5) : 60.0), $more);
    $code = $server->command('start', '-d');
    echo "$name: $code ", preg_replace(['/worker \d/', '/[\d.]+ m?s\b/', '/redeclare function /'], ['worker N', 'N s', 'redeclare '], $server->output);
    $left = file_exists("$server->folder/pid") || file_exists("$server->folder/control"); // it may be started again at once
    echo $left ? "left behind\n" : '', $server->command('status') === 3 ? '' : "it runs\n";
}

echo "-- a stale pid file: of nobody, of a process of somebody else, empty\n";
$stranger = proc_open(['sleep', '600'], [], $none);
$strangerPid = proc_get_status($stranger)['pid'];
$server->write($handler);
foreach (["2147483646\n", "$strangerPid\n", '', (string) $strangerPid] as $content) {
    file_put_contents("$server->folder/pid", $content);
    echo $server->command('status'), ' ', $server->command('stop'), ' ', $server->command('start', '-d'), ' ';
    echo json_encode(isAlive($server->pid()) && $server->pid() !== $strangerPid), ' ', $server->command('stop'), "\n";
}
var_dump(isAlive($strangerPid)); // whom stop and restart have left alone
proc_terminate($stranger, 9);
proc_close($stranger);

echo "-- it has been removed while the server runs: that one is found all the same, and a new one is not overwritten\n";
$server->command('start', '-d');
$master = $server->pid();
unlink("$server->folder/pid");
file_put_contents("$server->folder/pid", "12345\n");
var_dump($server->command('status'), $server->command('reload'), $server->command('stop'), eventually(fn () => !isAlive($master)), file_get_contents("$server->folder/pid"));
?>
--EXPECT--
-- a pipe behind it ends with it, and not with the server
bool(true)
started in the background: pid N, log log
ended
bool(true)
bool(true)
bool(true)
/dev/null log log
/dev/null log log
/dev/null log log
bool(true)
string(1) "0"
$ stop => 0
stopped
bool(true)
bool(false)
bool(false)
-- the same by the option
$  => 0
started in the background: pid N, log log
bool(true)
$ stop => 0
stopped
-- a boot that fails
throws: 1 not started: worker N (pid N) could not start: LogicException: no database in server.php:6
exits: 1 not started: worker N (pid N) could not start: exit() was called in workerStart
dies: 1 not started: worker N (pid N) could not start: signal 9 (SIGKILL)
is fatal: 1 not started: worker N (pid N) could not start: Cannot redeclare f() (previously declared in server.php(6) : eval()'d code:1) in server.php(6) : eval()'d code:1
never ends: 1 not started: worker N (pid N) could not start: not ready within N s
start throws: 1 not started: the handler of start threw; see the log
start exits: 1 not started: exit() was called in the handler of start
-- a stale pid file: of nobody, of a process of somebody else, empty
3 0 0 true 0
3 0 0 true 0
3 0 0 true 0
3 0 0 true 0
bool(true)
-- it has been removed while the server runs: that one is found all the same, and a new one is not overwritten
int(0)
int(0)
int(0)
bool(true)
string(6) "12345
"
