--TEST--
TCP: heartbeat() tells and closes the connections of silent clients; foreach over connections()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';
$handlers = <<<'PHP'
    $told = function (callable $use) { try { return $use(); } catch (Throwable $e) { return get_class($e) . ': ' . $e->getMessage(); } };
    $server->on('receive', function ($server, $fd, $from, $data) use ($told) {
        switch ($data) {
            case 'who': return $server->send($fd, json_encode(array_keys($server->connections())));
            case 'all':
                foreach ($server->connections() as $id => $connection) {
                    $connection->send("to all: $id");
                }
                return;
            case 'wrong':
                echo $told(fn () => $server->heartbeat(true, -1.0)), "\n", $told(fn () => $server->heartbeat(true, NAN)), "\n";
                return $server->send($fd, 'told');
        }
        $server->send($fd, json_encode(eval("return $data;")));
    });
    echo 'before start: ', json_encode($server->heartbeat()), "\n";
    PHP;
$server = tcpServer($handlers, "'heartbeat_idle_time' => 3600.0");
$ask = function (Client $client, string $what, int $bytes): string {
    $client->send("$what\r\n");
    return $client->read($bytes);
};
[$a, $b, $c] = [$server->connect(), $server->connect(), $server->connect()];
foreach ([$a, $b, $c] as $client) {
    $ask($client, '1', 1);
}
echo $ask($a, 'who', 7), "\n";
$a->send("all\r\n");
echo $a->read(9), ', ', $b->read(9), ', ', $c->read(9), "\n";
echo 'by the option: ', $ask($a, '$server->heartbeat()', 2), "\n";
echo 'an hour: ', $ask($a, '$server->heartbeat(true, 3600.0)', 2), "\n";
echo 'who asks has just sent: ', $ask($a, '$server->heartbeat(false, 0.0)', 7), "\n"; // 0: even that one
usleep(60000); // what it measures is time
echo 'only tells: ', $ask($a, '$server->heartbeat(false, 0.05)', 5), ' ', $ask($b, '1', 1), "\n";
usleep(60000);
echo 'closes: ', $ask($a, '$server->heartbeat(true, 0.05)', 5), ' ', json_encode([$b->isClosed(), $c->isClosed()]), "\n";
echo 'again: ', $ask($a, '$server->heartbeat(true, 0.05)', 2), ' ', $ask($a, 'who', 3), "\n";
echo $ask($a, 'wrong', 4), "\n";
$a->close();
$server->stop();
echo $server->log();

echo "-- without the option\n";
$server = tcpServer($handlers);
$a = $server->connect();
echo $ask($a, '$server->heartbeat()', 2), ' ', $ask($a, '$server->heartbeat(false, 0.0)', 3), "\n";
?>
--EXPECT--
[1,2,3]
to all: 1, to all: 2, to all: 3
by the option: []
an hour: []
who asks has just sent: [1,2,3]
only tells: [2,3] 1
closes: [2,3] [true,true]
again: [] [1]
told
before start: []
ValueError: Aha\Network\Server::heartbeat(): Argument #2 ($idleTime) must be a number of seconds from 0 to 1e+07, or null
ValueError: Aha\Network\Server::heartbeat(): Argument #2 ($idleTime) must be a number of seconds from 0 to 1e+07, or null
start() returned
-- without the option
[] [1]
