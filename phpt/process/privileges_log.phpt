--TEST--
Process: log_file and SIGUSR2 behind user and chroot: it works, or the log says that it does not
--EXTENSIONS--
aha
--SKIPIF--
<?php
require __DIR__ . '/root.inc';
?>
--FILE--
<?php
require __DIR__ . '/daemon.inc';

$handler = "function (\$request) { error_log('error ' . \$request->path); echo 'echo ', \$request->path, \"\\n\"; return (string) getmypid(); }";
$text = fn (Daemon $server, string $file) => (string) @file_get_contents("$server->folder/$file");
foreach (['a folder that is its own' => [0777, ''], 'a folder of root' => [0755, ''], 'chroot' => [0755, 'root']] as $name => [$mode, $root]) {
    echo "-- $name\n";
    $server = new Daemon($handler, "'worker_num' => 1, 'user' => 'nobody'" . ($root ? ", 'chroot' => __DIR__ . '/root'" : '')
        . ", 'log_file' => __DIR__ . '/logs/log'");
    mkdir("$server->folder/logs");
    mkdir("$server->folder/root");
    array_map(fn ($path) => chmod("$server->folder$path", $path === '/logs' ? $mode : 0755), ['', '/logs', '/root']);
    echo 'start -d ', $server->command('start', '-d'), "\n";
    $worker = $server->get('/one');
    var_dump($server->logs('error /one', 'logs/log'), $server->logs('echo /one', 'logs/log'));

    rename("$server->folder/logs/log", "$server->folder/logs/log.1");
    kill($server->pid(), 12); // SIGUSR2
    $reopened = fn () => str_contains($text($server, 'logs/log.1'), 'the old log file stays open: ')
        || eventually(fn () => ($links = @readlink("/proc/$worker/fd/1")) === "$server->folder/logs/log", 0.1);
    var_dump(eventually($reopened));
    $server->get('/two');
    // Either way the lines of the worker are in one of the files, and the worker goes on.
    $both = fn () => $text($server, 'logs/log') . $text($server, 'logs/log.1');
    var_dump(eventually(fn () => str_contains($both(), 'error /two') && str_contains($both(), 'echo /two')));
    preg_match('/aha\[worker 0\]: (the old log file stays open: .*)/', $text($server, 'logs/log.1'), $told);
    // In its own folder it depends on who is first: the file that the master has made is root's.
    echo $mode === 0777 ? 'reopened or told' : str_replace($server->folder, '', $told[1] ?? 'reopened'), "\n";
    // The master has it open anew; so has a worker that is forked now.
    var_dump(readlink("/proc/{$server->pid()}/fd/1") === "$server->folder/logs/log");
    var_dump($server->command('reload'));
    var_dump(eventually(fn () => !isAlive((int) $worker)));
    $server->get('/three');
    var_dump($server->logs('error /three', 'logs/log'), $server->logs('echo /three', 'logs/log'));
    var_dump(substr_count($both(), 'error /'), substr_count($both(), 'echo /'), $server->command('stop'));
}
?>
--EXPECT--
-- a folder that is its own
start -d 0
bool(true)
bool(true)
bool(true)
bool(true)
reopened or told
bool(true)
int(0)
bool(true)
bool(true)
bool(true)
int(3)
int(3)
int(0)
-- a folder of root
start -d 0
bool(true)
bool(true)
bool(true)
bool(true)
reopened
bool(true)
int(0)
bool(true)
bool(true)
bool(true)
int(3)
int(3)
int(0)
-- chroot
start -d 0
bool(true)
bool(true)
bool(true)
bool(true)
the old log file stays open: open /logs/log: No such file or directory
bool(true)
int(0)
bool(true)
bool(true)
bool(true)
int(3)
int(3)
int(0)
