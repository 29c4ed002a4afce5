--TEST--
TCP, UDP: handlers in fibers: Aha\await() without any yield
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';
$server = tcpServer(<<<'PHP'
    function deep(Aha\Server\Connection $c): int {
        $bytes = 0;
        while (($p = Aha\await($c->receive())) !== null) { // far below the handler
            Aha\await(Aha\sleep(0.001));
            Aha\await($c->send("$p.")) === true or print("not sent\n");
            $bytes += strlen($p);
        }
        return $bytes;
    }
    $server->on('connection', function ($c) { echo 'bytes ', deep($c), ", {$c->endedBy()}\n"; });
    PHP, "'fiber' => true");
echo talk($server, "a\r\nbc\r\nd", "ef\r\n"), "\n";
$server->logs('bytes') || print("the handler did not end\n");
echo $server->log();
$clients = [];
for ($i = 0; $i < 50; ++$i) {
    $clients[$i] = $server->connect();
    $clients[$i]->send("client $i\r\n");
}
foreach ($clients as $i => $client) {
    $answer = $client->read(strlen("client $i."));
    $answer === "client $i." or print("$answer\n");
}
$clients = [];
var_dump($server->stop());

echo "-- events\n";
$server = tcpServer(<<<'PHP'
    $server->on('connect', function ($server, $fd) { Aha\await(Aha\sleep(0.01)); echo "connected\n"; });
    $server->on('receive', function ($server, $fd, $from, $p) {
        if ($p === 'throw') {
            Aha\await(Aha\sleep(0.001));
            throw new LogicException('failed in a fiber');
        }
        [$a, $b] = Aha\await(Aha\all([Aha\fiber(fn () => Aha\await(Aha\sleep(0.001)) ?? 'x'), Aha\go(function () { yield Aha\sleep(0.001); return 'y'; })]));
        Aha\await($server->send($fd, "$p$a$b "));
    });
    $server->on('close', function ($server, $fd) { Aha\await(Aha\sleep(0.001)); echo "closed\n"; });
    PHP, "'fiber' => true");
echo talk($server, "1\r\n2\r\n3\r\n"), "\n";
echo json_encode(talk($server, "throw\r\n")), "\n";
eventually(fn () => substr_count((string) file_get_contents($server->folder . '/log'), 'closed') === 2);
$server->stop();
$lines = preg_grep('/^(aha|closed|connected)/', explode("\n", $server->log()));
sort($lines); // the log and the output are written by turns
echo implode("\n", preg_replace(['/ of 127.0.0.1:\d+/', '/ in server.php.*/'], '', $lines)), "\n";

echo "-- packets\n";
$udp = new Server(<<<'PHP'
    $server = new Aha\Server\Udp('127.0.0.1', 0, ['process' => 'single', 'fiber' => true]);
    $server->on('start', 'announce');
    $server->on('packet', function ($server, $data, $client) {
        Aha\await(Aha\sleep(0.001));
        $server->sendto($client['address'], $client['port'], strrev($data), $client['server_socket']);
    });
    $server->start();
    PHP);
$socket = stream_socket_client("udp://127.0.0.1:$udp->port");
stream_set_timeout($socket, (int) patience());
fwrite($socket, 'abc');
echo fread($socket, 100), "\n";
var_dump($udp->stop(), $udp->log());
?>
--EXPECT--
a.bc.def.
bytes 6, 
int(0)
-- events
1xy 2xy 3xy 
""
aha: unhandled error in connection 2: LogicException: failed in a fiber
closed
closed
connected
connected
-- packets
cba
int(0)
string(0) ""
