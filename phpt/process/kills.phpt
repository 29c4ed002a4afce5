--TEST--
Process: 50 kills of workers and task workers under load: only what they had under way is lost, nobody is refused, nothing is left over
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$kills = getenv('SKIP_SLOW_TESTS') ? 12 : 50;
$p = new Prefork(<<<'PHP'
    function ($req, $res) use (&$server) {
        if ($req->path === '/task') {
            try {
                yield $server->task(1);
            } catch (Aha\TaskException) {
                $res->status(500); // so that load.php counts it
            }
        }
        return 'pid ' . getmypid();
    }
    PHP, "'worker_num' => 10, 'task_worker_num' => 4", <<<'PHP'
    $server->on('task', function () { usleep(1000); return 1; });
    $server->on('workerError', fn ($server, $id, $pid, $code, $signal) => error_log("workerError: code $code, signal $signal, pid $pid"));
    PHP);
$serving = fn () => count($p->processes('serving'));
var_dump(eventually(fn () => $serving() === 14));
$size = fn () => ['descriptors' => count(scandir("/proc/{$p->server->pid}/fd")), 'memory' => $p->server->memoryKiB('RssAnon')];
$clients = 24;
$begin = function () use ($p) {
    return [new Load($p->server, 12), new Load($p->server, 12, '/task')];
};
// A first load: what it makes the master allocate stays.
$load = $begin();
$done = fn () => $p->ask('status')['totals'];
$enough = fn (int $requests, int $jobs) => eventually(fn () => ($t = $done())['requests'] > $requests && $t['jobs_done'] > $jobs);
var_dump($enough(2000, 200));
array_map(fn (Load $one) => $one->stop(), $load);
$before = $size();

$load = $begin();
$killed = $tasks = [];
$mayBeLost = 0;
while (count($killed) < $kills) {
    // One that has something under way now, picked by chance. A fifth death within ten seconds would be a crash loop.
    $victim = null;
    $found = eventually(function () use ($p, $clients, $killed, &$victim) {
        $all = $p->processes('serving');
        if (count($all) < 14 || array_intersect($killed, array_column($all, 'pid')) || array_sum(array_column($all, 'connections')) !== $clients) {
            return false; // some clients have not come back yet: they could be with any process
        }
        $can = array_filter($all, fn ($w) => $w['restarts'] < 4 && ($w['kind'] === 'task' || $w['connections'] > 0));
        $victim = $can ? $can[array_rand($can)] : null;
        return $victim !== null;
    });
    if (!$found) {
        echo "no victim after ", count($killed), " kills\n", json_encode($p->ask('status'));
        exit;
    }
    $victim['kind'] === 'task' ? $tasks[] = $victim['pid'] : $mayBeLost += $victim['connections'];
    $killed[] = $victim['pid'];
    kill($victim['pid'], 9);
    eventually(fn () => !isAlive($victim['pid']));
}
var_dump(eventually(fn () => $serving() === 14));
$whole = microtime(true);
// It goes on for a while: who fails now fails for no reason.
$now = $done();
var_dump($enough($now['requests'] + 2000, $now['jobs_done'] + 200));
[$plain, $asking] = array_map(fn (Load $one) => $one->stop(), $load);
$unknown = array_diff_key($plain['errors'] + $asking['errors'], array_flip(['closed before an answer', 'cut answer', 'status 500']));
echo 'other errors: ', json_encode($unknown), "\n"; // no refused or reset connection, no 503
$failedTasks = $asking['errors']['status 500'] ?? 0;
echo 'tasks: ', isset($plain['errors']['status 500']) ? 'failed without one' : 'ok', ', ',
    $failedTasks <= count($tasks) ? 'bounded' : "$failedTasks failed, " . count($tasks) . ' were killed', "\n";
$lost = $plain['failed'] + $plain['unannounced'] + $asking['failed'] + $asking['unannounced'] - $failedTasks;
echo 'requests: ', $lost <= $mayBeLost ? 'bounded' : "$lost lost on $mayBeLost connections", ', ', $lost > 0 ? 'some lost' : 'none lost', "\n";
var_dump(max($plain['last_failure_at'] ?? 0, $asking['last_failure_at'] ?? 0) <= $whole);
// As before. (The master keeps statistics of the last minute: some 120 KiB a process. Sanitizers keep what was freed.)
var_dump(eventually(fn () => count($p->children()) === 14 && $p->children() === $p->pids()), array_filter($killed, 'isAlive'));
$after = [];
$same = eventually(function () use ($size, $before, &$after) {
    $after = $size();
    return $after['descriptors'] === $before['descriptors'];
});
echo 'descriptors: ', $same ? 'as before' : "$before[descriptors], then $after[descriptors]", ', memory: ',
    getenv('AHA_SANITIZED') || $after['memory'] - $before['memory'] < 4096 ? 'as before' : "$before[memory] KiB, then $after[memory] KiB", "\n";
echo array_sum(array_column($p->processes(), 'restarts')) === $kills ? "all restarts counted\n" : json_encode(array_column($p->processes(), 'restarts')) . "\n";
var_dump($p->ask('status')['totals']['refused'], $p->ask('status')['master']['generation']);
$log = $p->server->log();
preg_match_all('/^workerError: code \d+, signal 9, pid (\d+)$/m', $log, $told);
sort($killed);
sort($told[1]);
var_dump(array_map('intval', $told[1]) === $killed, preg_match('/started in|next try|Fatal|unhandled/', $log));
var_dump($p->stop());
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
other errors: []
tasks: ok, bounded
requests: bounded, some lost
bool(true)
bool(true)
array(0) {
}
descriptors: as before, memory: as before
all restarts counted
int(0)
int(1)
bool(true)
int(0)
int(0)
