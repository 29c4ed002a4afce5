--TEST--
Process: tasks: result, callback, a chosen worker, generator, finish(), errors of the handler and of the asker
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$prefork = new Prefork(<<<'PHP'
    function ($req, $res) use (&$server, &$finished) {
        $failure = fn (Throwable $e) => get_class($e) . ': ' . $e->getMessage();
        try {
            switch ($req->path) {
                case '/value': return json_encode(yield $server->task(['double', 21]));
                case '/generator': return json_encode(yield $server->task(['generator', 5]));
                case '/finish': return json_encode(yield $server->task(['finish', 1]));
                case '/chosen': return json_encode([yield $server->task(['id', 0], 0), yield $server->task(['id', 0], 1)]);
                case '/callback':
                    $got = null;
                    yield $server->task(['double', 4], -1, function ($result, $error) use (&$got) { $got = [$result, $error]; });
                    while ($got === null) { yield Aha\sleep(0.001); }
                    return json_encode($got);
                case '/throw': return json_encode(yield $server->task(['throw', 0]));
                case '/exit': return json_encode(yield $server->task(['exit', 0]));
                case '/closure': return json_encode(yield $server->task(fn () => 1));
                case '/large': return json_encode(yield $server->task(str_repeat('x', 2000)));
                case '/unknown': return json_encode(yield $server->task(1, 2));
            }
        } catch (Throwable $e) {
            return $failure($e);
        }
    }
    PHP, "'worker_num' => 1, 'task_worker_num' => 2, 'task_max_length' => 1000", <<<'PHP'
    $server->on('task', function ($server, $id, $from, $data) {
        [$what, $value] = $data;
        switch ($what) {
            case 'double': return 2 * $value;
            case 'generator': return (function () use ($value) { yield Aha\sleep(0.001); return $value + 1; })();
            case 'finish': $server->finish('early'); $server->finish('second'); return 'late';
            case 'id': return [$server->workerId(), $server->isTaskWorker(), $from];
            case 'throw': throw new RuntimeException('broken task');
            case 'exit': exit(3);
        }
    });
    try {
        $server->task(1);
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
    PHP);
foreach (['value', 'generator', 'finish', 'chosen', 'callback', 'throw', 'exit', 'closure', 'large', 'unknown', 'value'] as $path) {
    echo "$path: ", $prefork->get("/$path");
}
$log = $prefork->stop() . "\n" . $prefork->server->log();
echo strtok($log, "\n"), "\n";
var_dump(str_contains($log, 'RuntimeException: broken task'));
preg_match('/^Aha.StateException: task\(\).*$/m', $log, $outside);
echo $outside[0] ?? $log, "\n";
?>
--EXPECTF--
value: 200 42
generator: 200 6
finish: 200 "early"
chosen: 200 [[1,true,0],[2,true,0]]
callback: 200 [8,null]
throw: 200 Aha\TaskException: Task 7: failed in task worker %d: RuntimeException: broken task in %s:%d
exit: 200 Aha\TaskException: Task 8: failed in task worker %d: Aha\ExitException: exit() was called in a task in %s:%d
closure: 200 Aha\TaskException: The data of the task cannot be sent to another process: Serialization of 'Closure' is not allowed
large: 200 Aha\TaskException: The data of the task is too large: 2010 bytes serialized, task_max_length is 1000
unknown: 200 Aha\ConfigException: task(): there is no task worker 2, they are 0 to 1 (-1 = any)
value: 200 42
0
bool(true)
Aha\StateException: task() works in a worker of a running server that has several processes
