--TEST--
Process: kill -9 of workers under load costs only what their connections had under way
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$p = new Prefork("fn () => 'pid ' . getmypid()", "'worker_num' => 4", <<<'PHP'
    $server->on('workerError', function ($server, $id, $pid, $code, $signal) {
        echo "workerError: id ", $id >= 0 && $id < 4 ? 'known' : $id, ", code $code, signal $signal, pid $pid\n";
    });
    PHP);
var_dump(eventually(fn () => count($p->pids()) === 4));
$load = new Load($p->server, 16);
var_dump(eventually(fn () => array_sum(array_column($p->workers('serving'), 'requests')) > 500));
$killed = [];
$connections = 0;
for ($i = 0; $i < 4; ++$i) {
    // One that has connections now: a kill that hits nobody would show nothing.
    $victim = null;
    eventually(function () use ($p, &$victim) {
        foreach ($p->workers('serving') as $worker) {
            if ($worker['connections'] > 0) {
                $victim = $worker;
            }
        }
        return $victim !== null;
    });
    $connections += $victim['connections'];
    $killed[] = $victim['pid'];
    kill($victim['pid'], 9);
    var_dump(eventually(fn () => count($p->workers('serving')) === 4 && !in_array($victim['pid'], $p->pids())));
    var_dump($p->server->logs("signal 9, pid $victim[pid]\n"));
}
$whole = microtime(true);
// It goes on for a while: whoever fails now fails for no reason.
$requests = fn () => $p->ask('status')['totals']['requests'];
$sum = $requests();
var_dump(eventually(fn () => $requests() > $sum + 2000));
$result = $load->stop();
$lost = $result['failed'] + $result['unannounced'];
var_dump($lost <= $connections ? 'bounded' : "$lost lost on $connections connections: " . json_encode($result['errors']));
var_dump($lost > 0); // they were busy
var_dump(array_diff(array_keys($result['errors']), ['closed before an answer', 'cut answer'])); // no refused connection, no 5xx
var_dump(($result['last_failure_at'] ?? 0) <= $whole);
var_dump(count($p->children()), count(array_unique($killed)), array_filter($killed, 'isAlive'));
preg_match_all('/^workerError: id known, code (-?\d+), signal 9, pid (\d+)$/m', $p->server->log(), $told);
var_dump($told[2] == $killed);
var_dump(array_sum(array_column($p->workers(), 'restarts')));
var_dump($p->stop());
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
string(7) "bounded"
bool(true)
array(0) {
}
bool(true)
int(4)
int(4)
array(0) {
}
bool(true)
int(4)
int(0)
