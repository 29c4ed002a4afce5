--TEST--
TCP: workers: reload and stop with open connections, a killed worker, the deadline, status
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

const LOOP = <<<'PHP'
    $server->on('connection', function ($c) {
        while (($p = yield $c->receive()) !== null) {
            if ($p === 'slow') {
                yield Aha\sleep(0.3);
            } elseif ($p === 'forever') {
                yield Aha\sleep(1000);
            }
            yield $c->send($p . ' ' . getmypid() . "\n");
        }
        echo 'ended by: ' . $c->endedBy() . "\n"; // one write: workers share the output
    });
    PHP;
function ask(Client $client, string $word): string
{
    $client->send("$word\r\n");
    $text = '';
    while (!str_ends_with($text, "\n") && '' !== $byte = $client->read(1)) {
        $text .= $byte;
    }
    return preg_replace('/\d+/', 'PID', rtrim($text));
}

$p = tcpPrefork(LOOP, "'worker_num' => 2, 'reload_idle_time' => 0.2");
$clients = [];
for ($i = 0; $i < 6; ++$i) {
    $clients[] = $p->server->connect();
    echo ask(end($clients), 'hello'), ' ';
}
echo "\n";
var_dump($p->ask('status')['totals']['connections'] ?? $p->ask('status'));
// At work during the reload: finished. Idle ones are closed when reload_idle_time is over; their handlers get null.
$clients[0]->send("slow\r\n");
usleep(50000);
$p->ask('reload');
echo json_encode(preg_replace('/\d+/', 'PID', $clients[0]->rest())), "\n";
foreach (array_slice($clients, 1) as $client) {
    echo json_encode($client->rest());
}
echo "\n";
$p->server->logs('ended by');
echo implode("\n", array_unique(preg_grep('/^ended/', explode("\n", $p->server->log())))), "\n";
// A killed worker takes its connections along; others and new ones are served.
$a = $p->server->connect();
$a->send("x\r\n");
preg_match('/\d+/', $a->read(4) . $a->read(1), $m);
$pid = (int) $m[0];
foreach ($p->pids() as $each) {
    str_starts_with((string) $each, (string) $pid) && kill($each, 9);
}
var_dump($a->rest() !== null);
echo ask($p->server->connect(), 'again'), "\n";
// status --tasks: who is at work, and what is awaited.
$busy = $p->server->connect();
$busy->send("slow\r\n");
usleep(50000);
$tasks = json_encode($p->ask('tasks') ?? $p->ask('status tasks'));
var_dump((bool) preg_match('~connection \d+ of 127~', $tasks) ?: $tasks);
$busy->send("forever\r\n");
echo ask($busy, ''), "\n";
$p->stop();
echo "stopped\n";

// A stop: what is at work is finished, the handler gets null; what takes too long is cancelled and named.
$p = tcpPrefork(LOOP, "'worker_num' => 1, 'max_wait_time' => 0.6");
[$idle, $slow, $forever] = [$p->server->connect(), $p->server->connect(), $p->server->connect()];
ask($idle, 'x');
$slow->send("slow\r\n");
$forever->send("forever\r\n");
usleep(50000);
$p->server->signal(15);
echo json_encode($idle->rest()), ' ', preg_replace('/\d+/', 'PID', json_encode($slow->rest())), ' ', json_encode($forever->rest()), "\n";
var_dump($p->server->wait());
echo preg_replace(['/connection \d+ of \S+/', '/\n.*task.*sleep.*/', '/\d+ s/'], ['connection N', '', 'N s'], implode("\n", preg_grep('/max_wait_time|ended by/', explode("\n", $p->server->log())))), "\n";
?>
--EXPECTF--
hello PID hello PID hello PID hello PID hello PID hello PID 
int(6)
"slow PID\n"
""""""""""
ended by: The server is stopping
bool(true)
again PID
bool(true)
slow PID
stopped
"" "slow PID\n" ""
int(0)
%A
