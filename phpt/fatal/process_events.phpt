--TEST--
Process: an exception, exit() and a fatal error in each event of workers and task workers
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../process/process.inc';

const ENDS = ['throw' => 'throw new LogicException("failed");', 'exit' => 'exit(0);', 'fatal' => 'eval("function f() {} function f() {}");'];
/** event => what makes it happen: PHP code in a request handler. */
const IN_WORKERS = [
    'pipeMessage' => '$server->sendMessage(1, 1 - $server->workerId());',
    'task' => 'return (function () use ($server) { try { return yield $server->task(1); } catch (Aha\TaskException $e) { return $e->getMessage(); } })();',
    'finish' => 'return (function () use ($server) { return yield $server->task(1); })();',
    'task callback' => '$server->task(1, -1, function () { fail(); });',
    'workerStop' => '',
];

/** Log lines of Aha and PHP, without what differs. */
function told(string $log): string
{
    preg_match_all('/^(?:aha|PHP ).*$/m', $log, $lines);
    $lines = preg_grep('/is to be replaced|unhandled|Fatal|ended|exit\(\)/', $lines[0]);
    $lines = array_unique(array_map(fn ($line) => '    ' . preg_replace(
        ['/ in \S+server\.php\(.*| in server\.php.*| \(previously.*/', '/(worker|task worker) \d/', '/pid \d+/', '/redeclare function /', '/task \d+( of worker \w)?/',
            '/, which was to end, ended with (.*)| ended unexpectedly: ([^;]*);.*/'], // whichever is first: its end, or that its successor serves
        ['', '$1 N', 'pid P', 'redeclare ', 'task N', ' ended: $1$2'], $line) . "\n", $lines));
    sort($lines);
    return implode('', $lines);
}

foreach (IN_WORKERS as $event => $trigger) {
    foreach (ENDS as $end => $code) {
        $handler = "function (\$request) use (&\$server) { if (\$request->path === '/fail') { $trigger return 'done'; } return 'alive'; }";
        $more = "function fail() { $code }\n\$server->on('task', fn () => 'result');\n"
            . (str_contains($event, ' ') ? '' : "\$server->on('$event', function () { fail(); });\n");
        $prefork = new Prefork($handler, "'worker_num' => 2, 'task_worker_num' => 1", $more);
        eventually(fn () => count($prefork->pids()) === 3) || print("not all serve\n");
        $before = $prefork->pids();
        $answer = $event === 'workerStop' ? null : $prefork->get('/fail');
        $name = str_pad("$event: $end", 22);
        echo $name, $answer === null ? '-' : preg_replace(['/Task \d+/', '/worker \d/', '/ in \S*server\.php.*/'], ['Task N', 'worker N', ''], trim((string) $answer));
        // A fatal error costs the process: it is replaced. Everything else leaves it alone.
        $isReplaced = $end === 'fatal' && $event !== 'workerStop';
        $settled = eventually(fn () => count($prefork->pids()) === 3
            && (count(array_diff($before, $prefork->pids())) > 0) === $isReplaced && !array_filter(array_diff($before, $prefork->pids()), 'isAlive'));
        if ($event !== 'workerStop' && $event !== 'finish' && $event !== 'task') {
            $prefork->server->logs($end === 'fatal' ? 'redeclare' : ($end === 'exit' ? 'exit()' : 'LogicException')) || print(' NOT LOGGED');
        }
        echo ' | ', $settled ? ($isReplaced ? 'replaced' : 'same processes') : 'NOT AS EXPECTED ' . json_encode([$before, $prefork->pids()]);
        echo ' | then ', trim((string) $prefork->get('/')), ' | exit code ', $prefork->stop(), "\n", told($prefork->server->log());
    }
}
?>
--EXPECT--
pipeMessage: throw    200 done | same processes | then 200 alive | exit code 0
    aha[worker N]: unhandled error in the handler of pipeMessage: LogicException: failed
pipeMessage: exit     200 done | same processes | then 200 alive | exit code 0
    aha[worker N]: unhandled error in the handler of pipeMessage: Aha\ExitException: exit() was called in a task
pipeMessage: fatal    200 done | replaced | then 200 alive | exit code 0
    PHP Fatal error:  Cannot redeclare f()
    aha: worker N (pid P) ended: exit code 255
    aha: worker N (pid P) is to be replaced: a fatal error
task: throw           200 Task N: failed in task worker N: LogicException: failed | same processes | then 200 alive | exit code 0
    aha[task worker N]: unhandled error in task N: LogicException: failed
task: exit            200 Task N: failed in task worker N: Aha\ExitException: exit() was called in a task | same processes | then 200 alive | exit code 0
    aha[task worker N]: unhandled error in task N: Aha\ExitException: exit() was called in a task
task: fatal           200 Task N: a fatal error ended its process | replaced | then 200 alive | exit code 0
    PHP Fatal error:  Cannot redeclare f()
    aha: task worker N (pid P) ended: exit code 255
    aha: task worker N (pid P) is to be replaced: a fatal error
finish: throw         200 result | same processes | then 200 alive | exit code 0
    aha[worker N]: unhandled error in the handler of finish: LogicException: failed
finish: exit          200 result | same processes | then 200 alive | exit code 0
    aha[worker N]: unhandled error in the handler of finish: Aha\ExitException: exit() was called in a task
finish: fatal         503 page: 503 Service Unavailable: | replaced | then 200 alive | exit code 0
    PHP Fatal error:  Cannot redeclare f()
    aha: worker N (pid P) ended: exit code 255
    aha: worker N (pid P) is to be replaced: a fatal error
task callback: throw  500 page: 500 Internal Server Error: | same processes | then 200 alive | exit code 0
    aha[worker N]: unhandled error in request GET /fail: LogicException: failed
task callback: exit   500 page: 500 Internal Server Error: | same processes | then 200 alive | exit code 0
    aha[worker N]: unhandled error in request GET /fail: Aha\ExitException: exit() was called in a task
task callback: fatal  500 page: 500 Internal Server Error: | replaced | then 200 alive | exit code 0
    PHP Fatal error:  Cannot redeclare f()
    aha: worker N (pid P) ended: exit code 255
    aha: worker N (pid P) is to be replaced: a fatal error
workerStop: throw     - | same processes | then 200 alive | exit code 0
    aha[task worker N]: unhandled error in workerStop of task worker N: LogicException: failed
    aha[worker N]: unhandled error in workerStop of worker N: LogicException: failed
workerStop: exit      - | same processes | then 200 alive | exit code 0
workerStop: fatal     - | same processes | then 200 alive | exit code 0
    PHP Fatal error:  Cannot redeclare f()
    aha: task worker N (pid P) ended: exit code 255
    aha: worker N (pid P) ended: exit code 255
