--TEST--
Process: a worker that dies again and again is started ever less often, says so, and disturbs no other; at the first boot it ends start()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
// The file "ill" says how the process with the id in it dies at its next start.
$more = <<<'PHP'
    $server->on('task', fn () => 1);
    $server->on('workerStart', function ($server, $id) {
        error_log("start of $id");
        clearstatcache();
        [$ill, $how] = explode(' ', (string) @file_get_contents(__DIR__ . '/ill') . ' ');
        if ($how === '' || (int) $ill !== $id) {
            return;
        }
        switch ($how) {
            case 'throw': throw new LogicException('ill');
            case 'exit': exit(3);
            case 'fatal': $missing = 'Missing'; eval('class Broken extends ' . $missing . ' { function x(): int; }'); break;
            case 'kill': exec('kill -9 ' . getmypid()); sleep(60); break;
            case 'hang': sleep(600); break;
            case 'later': Aha\background(function () { yield Aha\sleep(0.2); exec('kill -9 ' . getmypid()); sleep(60); }); break;
        }
    });
    PHP;
function ill(Prefork $p, string $text): void
{
    file_put_contents($p->server->folder . '/new', $text); // nobody reads half of it
    rename($p->server->folder . '/new', $p->server->folder . '/ill');
}
/** Makes it ill, kills it, waits for the line of the log; what the master has said about it, and how often it was started. */
function loop(Prefork $p, int $id, string $how, string $until): void
{
    ill($p, "$id $how");
    $p->server->log();
    kill(array_column($p->processes('serving'), 'pid', 'id')[$id], 9);
    $seen = $p->server->logs($until);
    $log = $p->server->log();
    preg_match_all("/^aha: (?:task )?worker $id .*; .*$/m", $log, $lines);
    $text = preg_replace(['/ in server\.php:\d+/', '/pid \d+/'], ['', 'pid N'], implode("\n", $lines[0]));
    $counted = [];
    foreach (explode("\n", $text) as $line) {
        $counted[$line] = ($counted[$line] ?? 0) + 1;
    }
    foreach ($counted as $line => $count) {
        echo "$count x $line\n";
    }
    echo 'seen ', json_encode($seen), ', started ', substr_count($log, "start of $id\n"), ' times, others ',
        preg_match_all('/^start of (?!' . $id . '\n)/m', $log), "\n";
}

$p = new Prefork("fn () => 'pid ' . getmypid()", "'worker_num' => 2, 'task_worker_num' => 1", $more);
eventually(fn () => count($p->pids()) === 3);
echo "-- throw\n";
ill($p, '0 throw');
$pids = array_column($p->processes('serving'), 'pid', 'id');
$p->server->log();
kill($pids[0], 9);
eventually(fn () => !in_array($pids[0], $p->pids())); // nothing of the load shall be lost with it
$load = new Load($p->server, 4);
$seen = $p->server->logs('started in 2 s');
$log = $p->server->log();
preg_match_all('/^aha: worker 0 .*; (.*)$/m', $log, $lines);
echo implode("\n", $lines[1]), "\n", 'seen ', json_encode($seen), ', started ', substr_count($log, "start of 0\n"), " times\n";
var_dump($p->ask('status')['workers'] !== null, array_column($p->workers('serving'), 'id'));
ill($p, '');
var_dump(eventually(fn () => array_column($p->workers('serving'), 'id') === [0, 1]));
$result = $load->stop();
echo 'failed: ', $result['failed'], ', unannounced: ', $result['unannounced'], ' ', json_encode($result['errors']), "\n";
var_dump($result['requests'] > 0, isset($result['by_worker'][$pids[1]]), count($p->children()), $p->stop());

foreach (['exit' => 0, 'fatal' => 1, 'kill' => 0, 'later' => 0, 'kill ' => 2] as $how => $id) {
    echo "-- $how of $id\n";
    $p = new Prefork("fn () => 'pid ' . getmypid()", "'worker_num' => 2, 'task_worker_num' => 1", $more);
    eventually(fn () => count($p->pids()) === 3);
    loop($p, $id, trim($how), 'started in 1 s');
    echo preg_replace('/\d+$/m', 'N', (string) $p->get('/')), 'children: ', count($p->children()), ", exit code {$p->stop()}\n";
}

// Nothing serves yet: it is an error of start(), and nothing is tried again.
foreach (['1 fatal' => 60.0, '0 kill' => 60.0, '1 hang' => 1.0] as $ill => $timeout) {
    echo "-- first boot: $ill\n";
    $p = new Prefork("fn () => 1", "'worker_num' => 2, 'boot_timeout' => $timeout", "file_put_contents(__DIR__ . '/ill', '$ill');\n$more", [], false);
    echo 'exit code ', $p->server->wait(), "\n";
    $log = $p->server->log();
    preg_match('/Uncaught (Aha\\\\WorkerException: .*?) in \S+:\d+$/m', $log, $match);
    echo preg_replace('/pid \d+/', 'pid N', $match[1] ?? $log), "\n";
    var_dump(substr_count($log, "start of $ill[0]\n"), file_exists($p->control), str_contains($log, 'start() returned'));
}
?>
--EXPECTF--
-- throw
a new one is started
a new one is started
a new one is started
a new one is started
the next one is started in 1 s
the next one is started in 2 s
seen true, started 5 times
bool(true)
array(1) {
  [0]=>
  int(1)
}
bool(true)
failed: 0, unannounced: 0 []
bool(true)
bool(true)
int(3)
int(0)
-- exit of 0
1 x aha: worker 0 (pid N) ended unexpectedly: signal 9 (SIGKILL); a new one is started
3 x aha: worker 0 (pid N) could not start: exit() was called in workerStart; a new one is started
1 x aha: worker 0 (pid N) could not start: exit() was called in workerStart; the next one is started in 1 s
seen true, started 4 times, others 0
200 pid N
children: 2, exit code 0
-- fatal of 1
1 x aha: worker 1 (pid N) ended unexpectedly: signal 9 (SIGKILL); a new one is started
3 x aha: worker 1 (pid N) could not start: %sBroken%seval()'d code:1; a new one is started
1 x aha: worker 1 (pid N) could not start: %sBroken%seval()'d code:1; the next one is started in 1 s
seen true, started 4 times, others 0
200 pid N
children: 2, exit code 0
-- kill of 0
1 x aha: worker 0 (pid N) ended unexpectedly: signal 9 (SIGKILL); a new one is started
3 x aha: worker 0 (pid N) could not start: signal 9 (SIGKILL); a new one is started
1 x aha: worker 0 (pid N) could not start: signal 9 (SIGKILL); the next one is started in 1 s
seen true, started 4 times, others 0
200 pid N
children: 2, exit code 0
-- later of 0
4 x aha: worker 0 (pid N) ended unexpectedly: signal 9 (SIGKILL); a new one is started
1 x aha: worker 0 (pid N) ended unexpectedly: signal 9 (SIGKILL); the next one is started in 1 s
seen true, started 4 times, others 0
200 pid N
children: 2, exit code 0
-- kill  of 2
1 x aha: task worker 2 (pid N) ended unexpectedly: signal 9 (SIGKILL); a new one is started
3 x aha: task worker 2 (pid N) could not start: signal 9 (SIGKILL); a new one is started
1 x aha: task worker 2 (pid N) could not start: signal 9 (SIGKILL); the next one is started in 1 s
seen true, started 4 times, others 0
200 pid N
children: 2, exit code 0
-- first boot: 1 fatal
exit code 255
Aha\WorkerException: worker 1 (pid N) could not start: %sBroken%seval()'d code:1
int(1)
bool(false)
bool(false)
-- first boot: 0 kill
exit code 255
Aha\WorkerException: worker 0 (pid N) could not start: signal 9 (SIGKILL)
int(1)
bool(false)
bool(false)
-- first boot: 1 hang
exit code 255
Aha\WorkerException: worker 1 (pid N) could not start: not ready within 1 s
int(1)
bool(false)
bool(false)
