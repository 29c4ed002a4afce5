--TEST--
Process: what keeps the first workers from booting is thrown by start(); no process is left
--FILE--
<?php
require __DIR__ . '/process.inc';

foreach (["throw new LogicException('no database')", "exit(3)"] as $code) {
    $prefork = new Prefork('fn () => 1', "'worker_num' => 2", "\$server->on('workerStart', function () { $code; });", [], false);
    var_dump($prefork->server->wait());
    $log = $prefork->server->log();
    preg_match('/Uncaught (Aha\\\\WorkerException): (.*?) in server\.php/', $log, $match);
    var_dump($match[1] ?? $log, preg_replace(['/worker \d/', '/pid \d+/'], ['worker N', 'pid P'], $match[2] ?? ''));
    var_dump(file_exists($prefork->control), str_contains($log, 'start() returned'));
}
?>
--EXPECT--
int(255)
string(19) "Aha\WorkerException"
string(61) "worker N (pid P) could not start: LogicException: no database"
bool(false)
bool(false)
int(255)
string(19) "Aha\WorkerException"
string(66) "worker N (pid P) could not start: exit() was called in workerStart"
bool(false)
bool(false)
