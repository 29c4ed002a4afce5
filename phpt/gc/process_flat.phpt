--TEST--
Process: memory stays flat over tasks, callbacks, results, errors and messages, in worker and task worker
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../process/process.inc';
$prefork = new Prefork(<<<'PHP'
    function ($request) use (&$server) {
        switch ($request->path) {
            case '/task':
                return (function () use ($server) {
                    $all = [$server->task([1, str_repeat('x', 100)]), $server->taskwait(2, 10.0), $server->task(3, 0)];
                    $called = new Aha\Coroutine\Channel(1);
                    $server->task(4, -1, function ($result, $error) use ($server, $called) { $called->push($result); });
                    $results = yield $all;
                    $results[] = yield $called->pop();
                    try { yield $server->task('throw'); } catch (Aha\TaskException $error) { $results[] = 'failed'; }
                    return $results;
                })();
            case '/late':
                return (function () use ($server) { try { yield $server->taskwait('slow', 0.001); } catch (Aha\TimeoutException) { } return 'late, mostly'; })();
            case '/message':
                $server->sendMessage(['to' => 'task worker', 'x' => str_repeat('y', 50)], 1);
                return 'sent';
            case '/refused':
                try { $server->task(fn () => 1); } catch (Aha\TaskException $error) { return 'refused'; }
            case '/state':
                return (function () use ($server) { return ['worker' => state(), 'task' => yield $server->task('state')]; })();
        }
    }
    PHP, "'worker_num' => 1, 'task_worker_num' => 1", <<<'PHP'
    function state() { gc_collect_cycles(); return [memory_get_usage(), count(scandir('/proc/self/fd'))]; }
    $got = 0;
    $server->on('task', function ($server, $id, $from, $data) {
        if ($data === 'throw') { throw new LogicException('x'); }
        if ($data === 'state') { return state(); }
        if ($data === 'slow') { return (function () { yield Aha\sleep(0.002); return 1; })(); }
        if ($data === 2) { $server->finish(['early' => 2]); }
        if ($data === 3) { $self = function () use (&$self) {}; return (function () { yield Aha\sleep(0); return 3; })(); }
        return $data;
    });
    $server->on('pipeMessage', function ($server, $from, $message) use (&$got) { $got += count($message); $loop = new stdClass; $loop->self = $loop; });
    $server->on('finish', function ($server, $id, $result) { $loop = [$result]; $loop[] = &$loop; });
    PHP, ['error_log=/dev/null']);
$client = $prefork->server->connect();
$paths = ['/task', '/late', '/message', '/refused'];
$rounds = getenv('AHA_SERVER_WRAPPER') || getenv('USE_ZEND_ALLOC') === '0' ? 30 : (getenv('SKIP_SLOW_TESTS') ? 100 : 300);
$state = function () use ($client) {
    $client->send(request('/state'));
    return json_decode($client->answer()->body, true);
};
$answers = [];
for ($i = 1; $i <= $rounds * 2; ++$i) {
    $client->send(implode('', array_map('request', $paths)));
    foreach ($paths as $path) {
        $body = $client->answer()?->body;
        $answers[$path][$body] = ($answers[$path][$body] ?? 0) + 1;
    }
    if ($i === $rounds) {
        $first = $state();
    }
}
$last = $state();
foreach ($answers as $path => $bodies) {
    echo $path, ': ', implode(' ', array_keys($bodies)), count($bodies) === 1 ? '' : ' ' . json_encode(array_values($bodies)), "\n";
}
foreach ($last as $process => [$memory, $descriptors]) {
    [$before, $open] = $first[$process];
    echo "$process: memory ", $memory - $before < 8192 ? 'flat' : 'grown by ' . ($memory - $before), ', descriptors ', $descriptors - $open, "\n";
}
var_dump($prefork->stop());
?>
--EXPECT--
/task: [[1,"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],{"early":2},3,4,"failed"]
/late: late, mostly
/message: sent
/refused: refused
worker: memory flat, descriptors 0
task: memory flat, descriptors 0
int(0)
