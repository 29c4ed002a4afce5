--TEST--
Process: exception, exit(), fatal error, memory limit and SIGSEGV in one request: what the others of that worker and of another one get, and what the log says
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$handler = <<<'PHP'
    function ($req) {
        [, $what, $case] = explode('/', $req->path) + [2 => ''];
        switch ("/$what") {
            case '/throw': throw new DomainException('thrown');
            case '/fatal': $missing = 'Missing'; eval('class Broken extends ' . $missing . ' { function x(): int; }'); break;
            case '/memory': ini_set('memory_limit', '16M'); str_repeat('x', 1 << 28); break;
            case '/exit': exit(3);
            case '/other': return (function () use ($case) {
                while (clearstatcache() || !is_file(__DIR__ . "/go$case")) { // clearstatcache() is null
                    yield Aha\sleep(0.01);
                }
                return 'pid ' . getmypid();
            })();
        }
        return 'pid ' . getmypid();
    }
    PHP;
$p = new Prefork($handler, "'worker_num' => 2, 'max_wait_time' => 60.0", <<<'PHP'
    $server->on('workerError', fn ($server, $id, $pid, $code, $signal) => print("workerError: code $code, signal $signal, pid $pid\n"));
    PHP);
eventually(fn () => count($p->pids()) === 2);

/** Which process has which of the waiting requests: pid => numbers. */
$inFlight = function () use ($p): array {
    $found = [];
    foreach ($p->ask('tasks')['workers'] ?? [] as $worker) {
        foreach ($worker['in_flight'] as $job) {
            preg_match('~GET /other/\d+/(\d+)~', $job['what'], $m) && $found[$worker['pid']][] = (int) $m[1];
        }
    }
    return $found;
};
$log = fn () => (string) file_get_contents($p->server->folder . '/log'); // with the ids of the requests
$fatal = ['PHP Fatal error: ', '~^aha\[worker \d\]: fatal error in request GET %s \[id [0-9a-f]{8}-\d+\]: ~m',
    '~^aha: worker \d \(pid %d\) is to be replaced: a fatal error$~m', '~^workerError: code 255, signal 0, pid %d$~m'];
// Sanitizers report the signal and end the process in their own way.
$segv = getenv('AHA_SANITIZED') ? ['code \d+, signal \d+', '(?:exit code \d+|signal 6 \(SIGABRT\))'] : ['code 0, signal 11', 'signal 11 \(SIGSEGV\)'];
$cases = [
    '/throw' => ['~^aha\[worker \d\]: unhandled error in request GET /throw \[id [0-9a-f]{8}-\d+\]: DomainException: thrown in ~m'],
    '/exit' => ['~^aha\[worker \d\]: unhandled error in request GET /exit \[id [0-9a-f]{8}-\d+\]: Aha.ExitException: exit\(\) was called in a request handler~m'],
    '/fatal' => $fatal,
    '/memory' => $fatal,
    'SIGSEGV' => ["~^aha\[worker \d\]: signal 11 ends this process; what was under way is lost:\n  request GET /other/4/\d+ \[id [0-9a-f]{8}-\d+\]$~m",
        "~^aha: worker \d \(pid %d\) ended unexpectedly: $segv[1]; a new one is started$~m", "~^workerError: $segv[0], pid %d$~m"],
];
foreach (array_keys($cases) as $case => $path) {
    echo "-- $path\n";
    $begin = strlen($log());
    $before = $p->pids();
    $others = [];
    // New connections go to whoever has the fewest: soon each of the two has at least one.
    for ($n = 0; $n < 20 && count($inFlight()) < 2; ++$n) {
        $others[$n] = $p->server->connect();
        $others[$n]->send(request("/other/$case/$n"));
        eventually(fn () => in_array($n, array_merge(...array_values($inFlight()))));
    }
    $where = $inFlight();
    echo count($where), " workers have requests in flight\n";
    if ($path === 'SIGSEGV') {
        kill($before[1], 11);
    } else {
        echo 'it: ', $p->get($path) ?? "closed\n";
    }
    $victims = [];
    if ($path === '/throw' || $path === '/exit') {
        // A new process would have to be there by the time an old one is missing: nobody must be missing.
        echo 'served meanwhile: ', json_encode(in_array((int) substr($p->get('/')->body, 4), $before)), "\n";
    } else {
        eventually(function () use ($before, &$victims) {
            $victims = array_values(array_filter($before, fn ($pid) => !isAlive($pid)));
            return $victims !== [];
        });
        echo 'processes that end: ', count($victims), "\n";
        $served = (int) substr($p->get('/')->body, 4);
        echo 'served meanwhile: ', json_encode($served > 0 && !in_array($served, $victims)), "\n";
        echo 'replaced: ', json_encode(eventually(fn () => count($p->pids()) === 2 && !array_intersect($victims, $p->pids()))), "\n";
    }
    $lost = array_merge(...array_values(array_intersect_key($where, array_flip($victims))));
    $answers = [];
    foreach ($lost as $n) {
        $answers["in that worker: " . ($others[$n]->answer() ?? "closed\n")] = true;
    }
    touch($p->server->folder . "/go$case");
    foreach (array_diff(array_keys($others), $lost) as $n) {
        $answer = (string) $others[$n]->answer();
        $pid = array_filter($where, fn ($numbers) => in_array($n, $numbers));
        $own = 'the pid it had before';
        $answers['elsewhere: ' . str_replace('pid ' . key($pid), $own, $answer)] = true;
    }
    echo implode('', array_keys($answers));
    if ($victims === []) {
        echo 'the same processes go on: ', json_encode($p->pids() === $before), "\n";
    }
    foreach (current(array_slice($cases, $case, 1)) as $line) {
        // Several processes write it: their lines have no order.
        $line = sprintf(str_replace(['%s', '%d'], ['%1$s', '%2$d'], $line), $path, $victims[0] ?? 0);
        if (!eventually(fn () => $line[0] === '~' ? preg_match($line, substr($log(), $begin)) : str_contains(substr($log(), $begin), $line))) {
            echo "not logged: $line\n", substr($log(), $begin);
        }
    }
}
// None of that is a crash loop.
var_dump(preg_match('/started in|next try/', $log()), count($p->children()));
var_dump($p->stop());
?>
--EXPECT--
-- /throw
2 workers have requests in flight
it: 500 page: 500 Internal Server Error: 
served meanwhile: true
elsewhere: 200 the pid it had before
the same processes go on: true
-- /exit
2 workers have requests in flight
it: 500 page: 500 Internal Server Error: 
served meanwhile: true
elsewhere: 200 the pid it had before
the same processes go on: true
-- /fatal
2 workers have requests in flight
it: 500 page: 500 Internal Server Error: 
processes that end: 1
served meanwhile: true
replaced: true
in that worker: 503 page: 503 Service Unavailable: 
elsewhere: 200 the pid it had before
-- /memory
2 workers have requests in flight
it: 500 page: 500 Internal Server Error: 
processes that end: 1
served meanwhile: true
replaced: true
in that worker: 503 page: 503 Service Unavailable: 
elsewhere: 200 the pid it had before
-- SIGSEGV
2 workers have requests in flight
processes that end: 1
served meanwhile: true
replaced: true
in that worker: closed
elsewhere: 200 the pid it had before
int(0)
int(2)
int(0)
