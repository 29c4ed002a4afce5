--TEST--
Process: addProcess(): runs beside the workers, in status and titles; messages and tasks; its end, its errors, reload, stop
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$prefork = new Prefork(<<<'PHP'
    function ($req) use (&$server) {
        if ($req->path === '/tell') {
            $server->sendMessage($req->get['what'], (int) $req->get['to']);
        }
        return 'alive';
    }
    PHP, "'worker_num' => 1, 'task_worker_num' => 1, 'app_name' => 'aha-added', 'max_wait_time' => 20.0", <<<'PHP'
    $said = function ($text) { error_log('said: ' . $text); };
    $server->on('task', fn ($server, $id, $from, $n) => "task of $from: " . 2 * $n);
    $server->on('workerStart', fn ($server, $id) => $said("workerStart $id"));
    $server->on('pipeMessage', function ($server, $from, $what) use ($said) {
        switch ($what) {
            case 'throw': throw new LogicException('in pipeMessage');
            case 'task': $said(yield $server->task(21)); break;
            case 'back': $server->sendMessage('got it', $from); break;
            default: $said($server->workerId() . " got $what from $from");
        }
    });
    $server->on('workerError', fn ($server, $id, $pid, $code, $signal) => $said("workerError $id, code $code, signal $signal"));
    $ids[] = $server->addProcess(function ($server, $id) use ($said) { // goes on for ever
        $said("loop begins, id $id " . json_encode([$id === $server->workerId(), $server->isTaskWorker()]));
        try {
            for (;;) {
                yield Aha\sleep(0.02);
            }
        } finally {
            yield Aha\sleep(0.01);
            $said('loop ends ' . json_encode($server->isDraining()));
        }
    }, ['name' => 'loop']);
    $ids[] = $server->addProcess(function () use ($said) { // a plain function that leaves a timer behind
        $n = 0;
        $id = Aha\Timer::tick(10, function () use (&$n, &$id, $said) {
            if (++$n === 3) {
                Aha\Timer::clear($id);
                $said('three ticks');
            }
        });
    }, ['name' => 'once', 'restart' => false]);
    $ids[] = $server->addProcess(function () { // waits for a message
        yield Aha\sleep(3600);
    }, ['max_wait_time' => 5.0]);
    $said('ids ' . implode(' ', $ids));
    PHP);
$server = $prefork->server;
$text = '';
/** Waits for a line in what all processes have logged since the last call. */
$await = function (string $line, int $times = 1) use ($server, &$text) {
    $found = eventually(function () use ($server, &$text, $line, $times) {
        $text .= $server->log();
        return substr_count($text, $line) >= $times;
    });
    echo $found ? '' : "MISSING: $line\n" . $text;
    $text = $found ? preg_replace('/' . preg_quote($line, '/') . '/', '', $text) : $text;
    echo $line, "\n";
};
$added = function (string $name) use ($prefork) {
    eventually(fn () => array_filter($prefork->processes('serving'), fn ($w) => ($w['name'] ?? '') === $name));
    return array_values(array_filter($prefork->processes('serving'), fn ($w) => ($w['name'] ?? '') === $name))[0] ?? null;
};
$await('said: ids 2 3 4');
$await('said: loop begins, id 2 [true,false]');
$await('said: three ticks');
$await('has finished');
foreach ($prefork->processes() as $w) {
    echo $w['id'], ' ', $w['kind'], ' ', $w['name'] ?? '-', ' ', $w['state'], "\n";
}
echo $prefork->ask('status')['master']['added_processes'], "\n";
echo trim(explode(' ', file_get_contents('/proc/' . $added('loop')['pid'] . '/cmdline'))[0], "\0"), "\n";

echo "-- messages and tasks\n";
$tell = fn (int $to, string $what) => $prefork->get("/tell?to=$to&what=$what");
$tell(2, 'hello');
$await('said: 2 got hello from 0');
$tell(4, 'back');
$await('said: 0 got got it from 4');
$tell(2, 'task');
$await('said: task of 2: 42');
$tell(2, 'throw');
$await('aha[process loop]: unhandled error in the handler of pipeMessage: LogicException: in pipeMessage');

echo "-- its end\n";
$pid = $added('loop')['pid'];
kill($pid, 9);
$await('said: workerError 2, code 0, signal 9');
$await('ended unexpectedly: signal 9 (SIGKILL); a new one is started');
$await('said: loop begins, id 2 [true,false]');
$pid = $added('loop')['pid'];
kill($pid, 15); // to it alone: it is replaced
$await('is to be replaced: SIGTERM');
$await('said: loop begins, id 2 [true,false]');
$await('said: loop ends true');

echo "-- reload\n";
$pids = [$added('loop')['pid'], $added('process-2')['pid']];
var_dump($prefork->ask('reload')['ok']);
$await('said: loop ends true');
$await('said: loop begins, id 2 [true,false]');
$await('said: three ticks');
var_dump(eventually(fn () => !array_filter($pids, 'isAlive'), 30));
echo $prefork->get('/'), "-- stop\n";
$server->log();
$children = $prefork->children();
$began = microtime(true);
var_dump($prefork->stop());
echo microtime(true) - $began < patience(15) ? "in time\n" : "LATE\n";
var_dump(array_filter($children, 'isAlive'));
$await('said: loop ends true');
var_dump(preg_match('/killed|not ended|unexpectedly/', $text . $server->log()));
?>
--EXPECT--
said: ids 2 3 4
said: loop begins, id 2 [true,false]
said: three ticks
has finished
0 worker - serving
1 task - serving
2 process loop serving
4 process process-2 serving
3
aha-added-loop
-- messages and tasks
said: 2 got hello from 0
said: 0 got got it from 4
said: task of 2: 42
aha[process loop]: unhandled error in the handler of pipeMessage: LogicException: in pipeMessage
-- its end
said: workerError 2, code 0, signal 9
ended unexpectedly: signal 9 (SIGKILL); a new one is started
said: loop begins, id 2 [true,false]
is to be replaced: SIGTERM
said: loop begins, id 2 [true,false]
said: loop ends true
-- reload
bool(true)
said: loop ends true
said: loop begins, id 2 [true,false]
said: three ticks
bool(true)
200 alive
-- stop
int(0)
in time
array(0) {
}
said: loop ends true
int(0)
