--TEST--
TCP: clients through reloads and kills: no connection is refused or reset, each package is answered
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

$p = tcpPrefork(<<<'PHP'
    $server->on('receive', function ($server, $fd, $from, $data) {
        yield Aha\sleep(0.002);
        yield $server->send($fd, "$data " . getmypid() . "\n");
    });
    PHP, "'worker_num' => 2, 'reload_idle_time' => 0.05");
$answered = 0;
$by = [];
for ($round = 0; $round < 6; ++$round) {
    // Clients of this round are at work while the reload runs.
    $clients = [];
    for ($i = 0; $i < 20; ++$i) {
        $clients[] = $client = $p->server->connect();
        $client->send("$round.$i\r\n$round.$i again\r\n");
    }
    $socket = stream_socket_client("unix://$p->control");
    fwrite($socket, "reload\n");
    for ($i = 0; $i < 20; ++$i) { // and those that come during it
        $clients[] = $client = $p->server->connect();
        $client->send("late $round.$i\r\n$round.$i again\r\n");
    }
    foreach ($clients as $i => $client) {
        stream_socket_shutdown($client->socket, STREAM_SHUT_WR);
        $lines = explode("\n", rtrim($client->rest()));
        preg_match('/^(?:late )?(\d+\.\d+) (\d+)$/', $lines[0], $first);
        preg_match('/^(\d+\.\d+) again (\d+)$/', $lines[1] ?? '', $second);
        $first && $second && $first[1] === $second[1] && $first[2] === $second[2] ? ++$answered : print(json_encode($lines) . "\n");
        $by[$first[2] ?? 0] = true;
    }
    stream_set_timeout($socket, (int) patience());
    $done = json_decode((string) fgets($socket), true);
    isset($done['generation']) || print(json_encode($done) . "\n");
}
echo "answered $answered\n";
var_dump(count($by) > 6, count($p->pids()));
// The old ones end, although clients have kept idle connections.
$idle = $p->server->connect();
$idle->send("x\r\n");
$idle->read(1);
$p->ask('reload');
var_dump(eventually(fn () => count($p->children()) === 2));
var_dump($p->stop());
?>
--EXPECT--
answered 240
bool(true)
int(2)
bool(true)
int(0)
