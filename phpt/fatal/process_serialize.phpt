--TEST--
Process: an exception, exit() and a fatal error in __serialize() and __unserialize() of a task, a result, a message
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../process/process.inc';

// Where it fails: when it is packed, or when it is restored; how: thrown, exit(), fatal.
const CLASSES = <<<'PHP'
    function failAs(string $how): void
    {
        match ($how) {
            'throw' => throw new LogicException('failed'),
            'exit' => exit(3),
            'fatal' => eval('function f() {} function f() {}'),
        };
    }
    final class Packs { public function __construct(public string $how) {} public function __serialize(): array { failAs($this->how); return []; } }
    final class Restores
    {
        public function __construct(public string $how) {}
        public function __serialize(): array { return [$this->how]; }
        public function __unserialize(array $data): void { failAs($data[0]); }
    }
    PHP;
$handler = <<<'PHP'
    function ($request) use (&$server) {
        ['class' => $class, 'how' => $how, 'as' => $as] = $request->get + ['class' => '', 'how' => '', 'as' => ''];
        return (function () use (&$server, $class, $how, $as) {
            try {
                return match ($as) {
                    'task' => yield $server->task(new $class($how)),
                    'result' => yield $server->task([$class, $how]),
                    'finish()' => yield $server->task([$class, $how, 'finish']),
                    'message' => $server->sendMessage(new $class($how), 1) ?? 'sent',
                    default => 'alive',
                };
            } catch (Exception $error) {
                return get_class($error) . ': ' . $error->getMessage();
            }
        })();
    }
    PHP;
foreach (['Packs', 'Restores'] as $class) {
    foreach (['task', 'result', 'finish()', 'message'] as $as) {
        foreach (['throw', 'exit', 'fatal'] as $how) {
            $prefork = new Prefork($handler, "'worker_num' => 1, 'task_worker_num' => 1", CLASSES . "\n" . <<<'PHP'
                $server->on('task', function ($server, $id, $from, $data) {
                    $value = is_array($data) ? new $data[0]($data[1]) : 'a result';
                    isset($data[2]) && $server->finish($value);
                    return isset($data[2]) ? 'not this one' : $value;
                });
                $server->on('pipeMessage', fn () => print("received\n"));
                PHP);
            eventually(fn () => count($prefork->pids()) === 2) || print("not all serve\n");
            $answer = $prefork->get("/?class=$class&how=$how&as=" . urlencode($as));
            $text = preg_replace(['/Task \d+/', '/ in \S*server\.php.*/'], ['Task N', ''], trim((string) $answer) ?: 'no answer');
            // Whoever has broken down is replaced; the next request is served in any case.
            $alive = eventually(fn () => count($prefork->pids()) === 2 && (string) $prefork->get('/') === "200 alive\n");
            echo str_pad("$class, $as, $how: ", 28), $text, $alive ? '' : ' | DOES NOT SERVE', ' | exit code ', $prefork->stop();
            $log = $prefork->server->log();
            $words = ['throw' => 'LogicException: failed', 'exit' => 'exit() was called', 'fatal' => 'Cannot redeclare'];
            echo str_contains($log, $words[$how]) ? ' | logged' : '', str_contains($log, 'received') ? ' | RECEIVED' : '', "\n";
        }
    }
}
?>
--EXPECT--
Packs, task, throw:         200 Aha\TaskException: The data of the task cannot be sent to another process: failed | exit code 0
Packs, task, exit:          500 page: 500 Internal Server Error: | exit code 0 | logged
Packs, task, fatal:         500 page: 500 Internal Server Error: | exit code 0 | logged
Packs, result, throw:       200 Aha\TaskException: Task N: failed in task worker 1: Aha\TaskException: The result of the task cannot be sent to another process: failed | exit code 0 | logged
Packs, result, exit:        200 Aha\TaskException: Task N: failed in task worker 1: Aha\ExitException: exit() was called while the result was packed | exit code 0 | logged
Packs, result, fatal:       200 Aha\TaskException: Task N: a fatal error ended its process | exit code 0 | logged
Packs, finish(), throw:     200 Aha\TaskException: Task N: failed in task worker 1: Aha\TaskException: The result of the task cannot be sent to another process: failed | exit code 0 | logged
Packs, finish(), exit:      200 Aha\TaskException: Task N: failed in task worker 1: Aha\ExitException: exit() was called in a task | exit code 0 | logged
Packs, finish(), fatal:     200 Aha\TaskException: Task N: a fatal error ended its process | exit code 0 | logged
Packs, message, throw:      200 Aha\TaskException: The message cannot be sent to another process: failed | exit code 0
Packs, message, exit:       500 page: 500 Internal Server Error: | exit code 0 | logged
Packs, message, fatal:      500 page: 500 Internal Server Error: | exit code 0 | logged
Restores, task, throw:      200 Aha\TaskException: Task N: LogicException: failed | exit code 0 | logged
Restores, task, exit:       200 Aha\TaskException: Task N: Aha\ExitException: exit() was called while the data was restored | exit code 0 | logged
Restores, task, fatal:      200 Aha\TaskException: Task N: a fatal error ended its process | exit code 0 | logged
Restores, result, throw:    200 Aha\TaskException: Task N: its result cannot be restored: LogicException: failed | exit code 0
Restores, result, exit:     200 Aha\ExitException: exit() was called while a result was restored | exit code 0
Restores, result, fatal:    503 page: 503 Service Unavailable: | exit code 0 | logged
Restores, finish(), throw:  200 Aha\TaskException: Task N: its result cannot be restored: LogicException: failed | exit code 0
Restores, finish(), exit:   200 Aha\ExitException: exit() was called while a result was restored | exit code 0
Restores, finish(), fatal:  503 page: 503 Service Unavailable: | exit code 0 | logged
Restores, message, throw:   200 sent | exit code 0 | logged
Restores, message, exit:    200 sent | exit code 0 | logged
Restores, message, fatal:   200 sent | exit code 0 | logged
