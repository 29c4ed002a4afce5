--TEST--
Process: kill -9 of a task worker while its tasks run and others wait: each of its own fails once, the waiting ones go on
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$prefork = new Prefork(<<<'PHP'
    function ($req, $res) use (&$server) {
        if ($req->path === '/stats') {
            return $server->stats()['tasking_num'];
        }
        $n = (int) $req->get['n'];
        try {
            return yield $server->task($n, (int) ($req->get['to'] ?? -1));
        } catch (Aha\TaskException $error) {
            $res->status(500); // so that load.php counts it
            return preg_replace('/Task \d+/', 'Task', $error->getMessage());
        }
    }
    PHP, "'worker_num' => 2, 'task_worker_num' => 2, 'task_concurrency' => 3", <<<'PHP'
    $server->on('task', function ($server, $id, $from, $n) {
        error_log("begin n=$n pid " . getmypid());
        while (clearstatcache() || !is_file(__DIR__ . '/go')) { // clearstatcache() is null
            yield Aha\sleep(0.01);
        }
        error_log("end n=$n");
        return "done $n";
    });
    $server->on('workerError', fn ($server, $id, $pid, $code, $signal) => error_log("workerError: id $id, signal $signal, pid $pid"));
    PHP);
eventually(fn () => count($prefork->processes('serving')) === 4);
$tasks = fn () => array_values(array_filter($prefork->processes('serving'), fn ($w) => $w['kind'] === 'task'));
$text = '';
$begun = function () use ($prefork, &$text): array { // n => pid
    $text .= $prefork->server->log();
    preg_match_all('/^begin n=(\d+) pid (\d+)$/m', $text, $m);
    return array_combine($m[1], $m[2]);
};
// 6 can run, the others wait; two of those for a certain process.
$clients = [];
$send = function (int $n, string $more = '') use ($prefork, &$clients) {
    $clients[$n] = $prefork->server->connect();
    $clients[$n]->send(request("/?n=$n$more"));
};
for ($n = 0; $n < 18; ++$n) {
    $send($n);
}
$send(18, '&to=0');
$send(19, '&to=1');
var_dump(eventually(fn () => count($begun()) === 6 && (int) $prefork->get('/stats')->body === 14));
$victim = $tasks()[0];
kill($victim['pid'], 9);
$lost = array_keys($begun(), (string) $victim['pid']);
$failures = [];
foreach ($lost as $n) {
    $failures[] = $clients[$n]->answer()?->body;
    unset($clients[$n]);
}
echo count($lost), ' were running in it: ', implode(', ', array_unique($failures)), "\n";
// It is replaced, and its successor takes what waits.
var_dump(eventually(fn () => count($tasks()) === 2 && !in_array($victim['pid'], $prefork->pids())));
var_dump(eventually(fn () => count($begun()) === 9));
touch($prefork->server->folder . '/go');
$wrong = [];
foreach ($clients as $n => $client) {
    $answer = $client->answer();
    "done $n" === $answer?->body || $wrong[$n] = (string) $answer;
}
echo count($clients), ' others, wrong: ', json_encode($wrong), "\n";
// None was begun twice or ended after its failure.
var_dump(eventually(function () use ($begun, &$text) {
    $begun();
    return substr_count($text, "\nend n=") === 17;
}));
preg_match_all('/^begin n=(\d+)/m', $text, $m);
var_dump(count($m[1]), count(array_unique($m[1])));
preg_match_all('/^end n=(\d+)/m', $text, $m);
var_dump(array_intersect($m[1], array_map('strval', $lost)));
// Later ones work, in both.
foreach ([0, 1] as $to) {
    echo $prefork->get("/?n=2$to&to=$to");
}
$begun();
var_dump(preg_match("/^workerError: id 2, signal 9, pid $victim[pid]$/m", $text), substr_count($text, 'workerError'));
preg_match_all('/^aha: task worker.*$/m', $text, $m);
echo preg_replace('/pid \d+/', 'pid N', implode("\n", $m[0])), "\n";
var_dump(array_sum(array_column($prefork->processes(), 'restarts')), count($prefork->children()));

// The same under load: everyone gets an answer, and only what the killed ones had can be an error.
$load = new Load($prefork->server, 12, '/?n=1');
$killed = [];
for ($i = 0; $i < 4; ++$i) {
    $busy = null;
    eventually(function () use ($tasks, $killed, &$busy) {
        foreach ($tasks() as $task) {
            $busy = $task['jobs_running'] > 0 && !in_array($task['pid'], $killed) ? $task : $busy;
        }
        return $busy !== null;
    });
    $killed[] = $busy['pid'] ?? 0;
    kill($busy['pid'] ?? 0, 9);
    eventually(fn () => count($tasks()) === 2 && !array_intersect($killed, $prefork->pids()));
}
$done = fn () => array_sum(array_column($prefork->processes(), 'jobs_done'));
$sum = $done();
var_dump(eventually(fn () => $done() > $sum + 200));
$result = $load->stop();
// Each had three at once.
var_dump($result['failed'] > 0, $result['failed'] <= 4 * 3, array_keys($result['errors']), $result['unannounced']);
var_dump(eventually(fn () => array_sum(array_column($prefork->ask('tasks')['workers'], 'awaited_tasks')) === 0));
var_dump(eventually(fn () => $prefork->get('/stats')->body === '0'), $prefork->stop()); // looked at once a second
?>
--EXPECT--
bool(true)
3 were running in it: Task: The task worker ended: signal 9 (SIGKILL)
bool(true)
bool(true)
17 others, wrong: []
bool(true)
int(20)
int(20)
array(0) {
}
200 done 20
200 done 21
int(1)
int(1)
aha: task worker 2 (pid N) ended unexpectedly: signal 9 (SIGKILL); a new one is started
int(1)
int(4)
bool(true)
bool(true)
bool(true)
array(1) {
  [0]=>
  string(10) "status 500"
}
int(0)
bool(true)
bool(true)
int(0)
