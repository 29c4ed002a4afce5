--TEST--
Process: the finish event gets each result once, with the id that onTask had, in the worker that asked; failures go to the asker alone
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$prefork = new Prefork(<<<'PHP'
    function ($req, $res) use (&$server) {
        $n = (int) $req->get['n'];
        try {
            return (yield $server->task(['n' => $n, 'how' => $req->get['how']])) . ' for worker ' . $server->workerId();
        } catch (Aha\TaskException $error) {
            preg_match('/^Task (\d+): failed in task worker \d: (.*?) in /', $error->getMessage(), $m);
            return json_encode([(int) ($m[1] ?? 0), $m[2] ?? $error->getMessage()]);
        }
    }
    PHP, "'worker_num' => 2, 'task_worker_num' => 2", <<<'PHP'
    // One write() a line, so that lines of several processes do not mix.
    $server->on('task', function ($server, $id, $from, $data) {
        error_log("task: id $id of worker $from is n=$data[n]");
        switch ($data['how']) {
            case 'throw': throw new RuntimeException("n=$data[n]");
            case 'finish': $server->finish("n=$data[n]"); return 'too late';
            case 'wait': return (function () use ($data) { yield Aha\sleep(0.001); return "n=$data[n]"; })();
        }
        return "n=$data[n]";
    });
    $server->on('finish', function ($server, $id, $result) {
        error_log("finish: id $id in worker {$server->workerId()} is $result");
    });
    PHP);
eventually(fn () => count($prefork->workers('serving')) === 2);
$hows = ['value', 'finish', 'wait', 'throw'];
$answers = $clients = [];
for ($n = 0; $n < 40; ++$n) { // many at once: ids of several askers are mixed in the task workers
    $clients[$n] = $prefork->server->connect();
    $clients[$n]->send(request("/?n=$n&how=" . $hows[$n % 4]));
}
$right = $failedIds = [];
$workers = [];
foreach ($clients as $n => $client) {
    $body = $client->answer()?->body;
    if ($n % 4 === 3) {
        $failure = json_decode((string) $body, true);
        $failedIds[$n] = $failure[0] ?? 0;
        $right[$n] = ($failure[1] ?? null) === "RuntimeException: n=$n";
    } elseif ($right[$n] = (bool) preg_match("/^n=$n for worker ([01])$/", (string) $body, $m)) {
        $workers[$n] = (int) $m[1];
    }
}
echo count(array_filter($right)), ' right, asked by ', count(array_unique($workers)), " workers\n";
// Every result has been told to the event of the worker that asked, and none twice.
$text = '';
$finish = [];
var_dump(eventually(function () use ($prefork, &$text, &$finish) {
    $text .= $prefork->server->log();
    preg_match_all('/^finish: id (\d+) in worker (\d) is n=(\d+)$/m', $text, $finish, PREG_SET_ORDER);
    return count($finish) >= 30;
}));
preg_match_all('/^task: id (\d+) of worker (\d) is n=(\d+)$/m', $text, $task, PREG_SET_ORDER);
$begun = array_combine(array_column($task, 3), $task);
echo count($task), ' tasks, ', count($finish), " results\n";
$wrong = [];
foreach ($finish as [, $id, $worker, $n]) {
    if ($worker != $workers[$n] || $begun[$n][2] != $worker || $begun[$n][1] !== $id) {
        $wrong[] = "n=$n: task {$begun[$n][1]} of worker {$begun[$n][2]}, finish $id in worker $worker, asked in $workers[$n]";
    }
}
echo 'wrong: ', json_encode($wrong), "\n";
// Errors name the same id.
var_dump(array_diff_assoc($failedIds, array_map('intval', array_column($task, 1, 3))));
// Each asker counts from 1.
foreach ([0, 1] as $worker) {
    $ids = array_map('intval', array_column(array_filter($task, fn ($t) => (int) $t[2] === $worker), 1));
    sort($ids);
    var_dump($ids !== [] && $ids === range(1, count($ids)));
}
var_dump(str_contains($text, 'too late'), $prefork->stop());
?>
--EXPECT--
40 right, asked by 2 workers
bool(true)
40 tasks, 30 results
wrong: []
array(0) {
}
bool(true)
bool(true)
bool(false)
int(0)
