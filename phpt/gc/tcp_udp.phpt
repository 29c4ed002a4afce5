--TEST--
TCP, UDP: servers, listeners and connections caught in their own handlers are collected; memory stays flat
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../tcp/tcp.inc';
require __DIR__ . '/../udp/udp.inc';

$server = new Server(<<<'PHP'
    class Witness
    {
        public function __construct(private string $name) {}
        public function __destruct() { echo "$this->name destructed\n"; }
    }
    function once(string $class, string $event): void
    {
        $server = new $class('127.0.0.1', 0, $class === Aha\Server\Tcp::class ? ['process' => 'single', 'package_length_func' => function ($b) use (&$server) { return -1; }] : ['process' => 'single']);
        $witness = new Witness($event);
        $server->on($event, function () use ($server, $witness) { });
        foreach (['tcp' => 'connection', 'udp' => 'packet', 'http' => 'request'] as $type => $name) {
            $listener = $server->addListener('127.0.0.1', 0, $type);
            $listener->on($name, function () use ($server, $listener, $witness) { });
            $listener->on('error', fn () => [$server, $listener]);
        }
        if ($event !== 'connection') {
            $server->on('workerStart', function () use ($server) { $server->stop(); })->start();
        }
    }
    gc_collect_cycles();
    once(Aha\Server\Tcp::class, 'receive');
    once(Aha\Server\Udp::class, 'packet');
    once(Aha\Server\Tcp::class, 'connection'); // never started
    echo "before\n";
    var_dump(gc_collect_cycles() > 0, gc_collect_cycles());
    echo "end\n";
    PHP, wait: false);
var_dump($server->wait());
echo $server->log();

// Memory of a server after many connections and packages, of all shapes.
const FLAT = <<<'PHP'
    $tcp = $server->addListener('127.0.0.1', 0)->on('connection', function ($c) use (&$kept) {
        $kept = $c;
        while (($p = yield $c->receive()) !== null) { Aha\go(fn () => $c->send($p)); }
    });
    $udp = $server->addListener('127.0.0.1', 0, 'udp')->on('packet', function ($server, $data, $client) { $server->sendto($client['address'], $client['port'], (string) memory_get_usage()); });
    $server->on('start', function ($server) use ($tcp, $udp) { file_put_contents(__DIR__ . '/ports', json_encode([$tcp->port(), $udp->port()])); announce($server); });
    PHP;
$server = tcpServer(FLAT . '$server->on("receive", function ($server, $fd, $from, $data) { yield Aha\sleep(0); $server->send($fd, $data); })->on("connect", fn () => 0)->on("close", fn () => 0);');
[$tcp, $udp] = json_decode(file_get_contents("$server->folder/ports"));
$asker = new Datagrams($server, "udp://127.0.0.1:$udp");
$figures = [];
for ($round = 0; $round < 4; ++$round) {
    for ($i = 0; $i < 50; ++$i) {
        foreach ([$server->port, $tcp] as $port) {
            $client = new Client("tcp://127.0.0.1:$port");
            $client->send("one\r\ntwo\r\n");
            strlen($client->read(6)) === 6 || print("no answer\n");
            $i % 2 ? $client->close() : stream_socket_shutdown($client->socket, STREAM_SHUT_WR) && $client->rest();
        }
    }
    $figures[] = (int) $asker->ask('x');
}
$growth = $figures[3] - $figures[1];
echo abs($growth) < 20000 ? "flat\n" : 'grown: ' . json_encode($figures) . "\n";
var_dump($server->stop());
?>
--EXPECT--
int(0)
before
receive destructed
packet destructed
connection destructed
bool(true)
int(0)
end
flat
int(0)
