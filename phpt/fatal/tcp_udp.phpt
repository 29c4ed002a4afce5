--TEST--
TCP, UDP: a fatal error in a handler costs the process, which is replaced; the next client is served
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../tcp/tcp.inc';
require __DIR__ . '/../udp/udp.inc';

const FAIL = "function fail() { eval('function f() {} function f() {}'); }\n";
const PLACES = [
    'receive' => '$server->on("receive", function ($server, $fd, $from, $data) { $server->send($fd, $data); if ($data !== "ok") { fail(); } });',
    'receive, child' => '$server->on("receive", function ($server, $fd, $from, $data) { $server->send($fd, $data); $data !== "ok" && Aha\go(function () { yield Aha\sleep(0.001); fail(); }); });',
    'connection' => '$server->on("connection", function ($c) { while (($data = yield $c->receive()) !== null) { $c->send($data); if ($data !== "ok") { fail(); } } });',
];
foreach (PLACES as $place => $handlers) {
    $p = tcpPrefork(FAIL . $handlers, "'worker_num' => 1");
    $pids = $p->pids();
    $other = $p->server->connect();
    $other->send("ok\r\n");
    $other->read(2);
    $client = $p->server->connect();
    $client->send("fatal\r\n");
    $client->rest();
    echo "$place: the other ", json_encode($other->rest());
    $replaced = eventually(fn () => count($p->pids()) === 1 && $p->pids() !== $pids && !isAlive($pids[0]));
    $client = $p->server->connect();
    $client->send("ok\r\n");
    echo $replaced ? ' | replaced' : ' | NOT REPLACED', ' | then ', $client->read(2), ' | exit code ', $p->stop(),
        preg_match('/aha.*fatal error in connection/', $p->server->log()) ? '' : ' NOT LOGGED', "\n";
}
$p = udpPrefork(FAIL . '$server->on("packet", function ($server, $data, $client) { if ($data === "fatal") { fail(); } $server->sendto($client["address"], $client["port"], $data); });', "'worker_num' => 1");
$pids = $p->pids();
$client = new Datagrams($p->server);
$client->send('fatal');
$replaced = eventually(fn () => count($p->pids()) === 1 && $p->pids() !== $pids && !isAlive($pids[0]));
echo 'packet', $replaced ? ' | replaced' : ' | NOT REPLACED', ' | then ', $client->ask('ok'), ' | exit code ', $p->stop(), "\n";
?>
--EXPECT--
receive: the other "" | replaced | then ok | exit code 0
receive, child: the other "" | replaced | then ok | exit code 0
connection: the other "" | replaced | then ok | exit code 0
packet | replaced | then ok | exit code 0
