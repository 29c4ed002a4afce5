--TEST--
TCP: connect, receive, close of an Aha server: arguments, order, subclass; send, exist, info, list, bind
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

$server = new Server(<<<'PHP'
    class App extends Aha\Server\Tcp
    {
        public function onStart($server) { announce($server); }
        public function onConnect($server, $fd, $fromId)
        {
            echo "connect $fd $fromId\n";
            yield Aha\sleep(0.02);
            echo "connected\n";
        }
        public function onReceive($server, $fd, $fromId, $data)
        {
            echo "receive $fd $fromId $data\n";
            switch ($data) {
                case 'info':
                    $info = $server->getClientInfo($fd);
                    ksort($info);
                    $same = $server->connection_info($fd)['remote_port'] === $info['remote_port'];
                    unset($info['remote_port'], $info['server_port'], $info['connect_time'], $info['last_time']);
                    $server->send($fd, json_encode([$info, $same]));
                    break;
                case 'list':
                    $server->send($fd, json_encode([$server->connection_list(), $server->getClientList($fd), $server->getClientList(0, 1),
                        array_keys($server->connections()), get_class($server->connections()[$fd])]));
                    break;
                case 'bind':
                    $server->send($fd, json_encode([$server->bind($fd, 7), $server->bind($fd, 8), $server->getClientInfo($fd)['uid'], $server->bind(99999, 7)]));
                    break;
                case 'unknown':
                    $server->send($fd, json_encode([$server->send(99999, 'x'), $server->sendFile(99999, __FILE__), $server->close(99999), $server->exist(99999),
                        $server->connection(99999), $server->getClientInfo(99999), $server->exist($fd), $server->send(-1, ''), $server->exist(0)]));
                    break;
                case 'yield':
                    $sent = yield $server->send($fd, 'yielded');
                    $server->send($fd, ' ' . var_export($sent, true) . ' ' . var_export(yield $server->send(99999, ''), true));
                    break;
                case 'file':
                    file_put_contents(__DIR__ . '/f', 'abcdefgh');
                    $server->send($fd, '<');
                    yield $server->sendfile($fd, __DIR__ . '/f', 2, 3);
                    $server->sendFile($fd, __DIR__ . '/f');
                    $server->send($fd, '>');
                    try { $server->sendFile($fd, __DIR__ . '/none'); } catch (Aha\Exception $e) { $server->send($fd, get_class($e)); }
                    break;
                case 'close':
                    $server->send($fd, 'last');
                    var_dump($server->close($fd), $server->exist($fd), $server->send($fd, 'lost'), $server->close($fd));
                    break;
            }
        }
        public function onClose($server, $fd, $fromId) { echo "close $fd $fromId\n"; }
    }
    $server = new App('127.0.0.1', 0, ['process' => 'single', 'stall_limit' => 0.0]);
    $server->start();
    PHP);
echo talk($server, "info\r\n"), "\n";
$server->logs('close');
echo $server->log();
foreach (['list', 'bind', 'unknown', 'yield', 'file', 'close'] as $word) {
    $client = $server->connect();
    $client->send("$word\r\n");
    if ($word !== 'close') {
        stream_socket_shutdown($client->socket, STREAM_SHUT_WR);
    }
    echo "$word: ", $client->rest(), "\n";
    $client->close();
    $server->logs('close ') || print("no close\n");
    $log = $server->log();
    $word === 'close' && print($log);
}
var_dump($server->stop());
?>
--EXPECT--
[{"bytes_in":6,"bytes_out":0,"encrypted":false,"packages":1,"remote_ip":"127.0.0.1","send_queued_bytes":0,"server_fd":0,"uid":0},true]
connect 1 0
connected
receive 1 0 info
close 1 0
list: [[2],false,[2],[2],"Aha\\Server\\Connection"]
bind: [true,false,7,false]
unknown: [false,false,false,false,null,false,true,false,false]
yield: yielded true false
file: <cdeabcdefgh>Aha\ConnectException
close: last
connect 7 0
connected
receive 7 0 close
bool(true)
bool(false)
bool(false)
bool(false)
close 7 0
int(0)
