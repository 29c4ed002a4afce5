--TEST--
Process: taskwait() from a coroutine, a callback, and without waiting: its value, its timeout, and that the task goes on
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$prefork = new Prefork(<<<'PHP'
    function ($req, $res) use (&$server) {
        $failure = fn (Throwable $e) => get_class($e) . ': ' . preg_replace('/ in \S+:\d+$/', '', $e->getMessage());
        try {
            switch ($req->path) {
                case '/value': return json_encode(yield $server->taskwait(['double', 21], 3600.0));
                case '/default': return json_encode(yield $server->taskwait(['until', 'default']));
                case '/timeout': return json_encode(yield $server->taskwait(['until', 'timeout'], 0.05));
                case '/throw': return json_encode(yield $server->taskwait(['throw', 0], 3600.0));
                case '/chosen': return json_encode([yield $server->taskwait(['id', 0], 3600.0, 0), yield $server->taskwait(['id', 0], 3600.0, 1)]);
                case '/callback':
                    $server->taskwait(['double', 4], 3600.0)->on(function ($result, $error) use ($res) {
                        $res->end(json_encode([$result, $error]));
                    });
                    return;
                case '/callback-timeout':
                    $server->taskwait(['until', 'callback'], 0.05)->on(function ($result, $error) use ($res, $failure) {
                        $res->end(json_encode([$result, $failure($error)]));
                    });
                    return;
                case '/several': return json_encode(yield [$server->taskwait(['double', 1], 3600.0), $server->taskwait(['double', 2], 3600.0)]);
                case '/zero': return $server->taskwait(1, 0.0);
                case '/negative': return $server->taskwait(1, -1.0);
                case '/nan': return $server->taskwait(1, NAN);
            }
        } catch (Throwable $e) {
            return $failure($e);
        }
    }
    PHP, "'worker_num' => 1, 'task_worker_num' => 2, 'task_concurrency' => 10", <<<'PHP'
    $server->on('task', function ($server, $id, $from, $data) {
        [$what, $value] = $data;
        switch ($what) {
            case 'double': return 2 * $value;
            case 'id': return $server->workerId();
            case 'throw': throw new RuntimeException('broken task');
            case 'until': return (function () use ($value) {
                while (clearstatcache() || !is_file(__DIR__ . '/go')) { // clearstatcache() is null
                    yield Aha\sleep(0.01);
                }
                error_log("the task of $value has gone on to its end");
                return 'late';
            })();
        }
    });
    $server->on('finish', fn ($server, $id, $result) => $result === 'late' && error_log('finish: late'));
    PHP);
foreach (['value', 'default', 'timeout', 'throw', 'chosen', 'callback', 'callback-timeout', 'several', 'zero', 'negative', 'nan'] as $path) {
    echo "$path: ", $prefork->get("/$path");
}
$log = $prefork->server->log();
// A result that comes too late is nobody's error.
var_dump(substr_count($log, 'gone on'), substr_count($log, 'unhandled error in task'), substr_count($log, 'unhandled'));
touch($prefork->server->folder . '/go');
$log = '';
var_dump(eventually(function () use ($prefork, &$log) {
    $log .= $prefork->server->log();
    return substr_count($log, 'finish: late') === 3;
}));
preg_match_all('/the task of (\w+) has gone on to its end/', $log, $ended);
sort($ended[1]);
echo implode(' ', $ended[1]), "\n";
// Nothing is left of them, and the worker is as it was.
var_dump(eventually(fn () => array_sum(array_column($prefork->ask('tasks')['workers'], 'awaited_tasks')) === 0));
var_dump(eventually(fn () => array_sum(array_column($prefork->processes(), 'jobs_running')) === 0));
echo 'value: ', $prefork->get('/value');
var_dump($prefork->stop());
?>
--EXPECT--
value: 200 42
default: 200 Aha\TimeoutException: The operation took longer than 0.5 s
timeout: 200 Aha\TimeoutException: The operation took longer than 0.05 s
throw: 200 Aha\TaskException: Task 4: failed in task worker 2: RuntimeException: broken task
chosen: 200 [1,2]
callback: 200 [8,null]
callback-timeout: 200 [null,"Aha\\TimeoutException: The operation took longer than 0.05 s"]
several: 200 [2,4]
zero: 200 ValueError: Aha\Network\Server::taskwait(): Argument #2 ($timeout) must be greater than 0 (seconds)
negative: 200 ValueError: Aha\Network\Server::taskwait(): Argument #2 ($timeout) must be greater than 0 (seconds)
nan: 200 ValueError: Aha\Network\Server::taskwait(): Argument #2 ($timeout) must be greater than 0 (seconds)
int(0)
int(1)
int(1)
bool(true)
callback default timeout
bool(true)
bool(true)
value: 200 42
int(0)
