--TEST--
TCP: idle connections, max_connection, the queue of packages, slow readers, resets: what each limit does
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

const ENDS = <<<'PHP'
    $server->on('close', function ($server, $fd) { echo "closed $fd\n"; });
    PHP;

// heartbeat_idle_time: also while a handler waits for a package, which gets null.
$server = tcpServer(<<<'PHP'
    $server->on('connection', function ($c) {
        while (($p = yield $c->receive()) !== null) { yield $c->send($p); }
        echo "null: {$c->endedBy()}\n";
    });
    PHP . ENDS, "'heartbeat_idle_time' => 0.15, 'heartbeat_check_interval' => 60.0");
$client = $server->connect();
$client->send("a\r\n");
echo $client->read(1), ' ', json_encode($client->rest()), "\n";
$client->close();
$server->logs('closed') || print("no close\n");
echo $server->log();
$server->stop();

// max_connection: one more is refused, and comes in when another has gone.
$server = tcpServer('$server->on("receive", fn ($server, $fd, $from, $data) => $server->send($fd, $data));' . ENDS, "'max_connection' => 2");
[$a, $b] = [$server->connect(), $server->connect()];
foreach ([$a, $b] as $client) {
    $client->send("x\r\n");
    echo $client->read(1);
}
$c = $server->connect();
var_dump($c->isClosed());
$a->close();
var_dump(eventually(function () use ($server) {
    $d = $server->connect();
    return $d->send("y\r\n") && $d->read(1) === 'y';
}));
$server->stop();

// receive_queue_length: of 100 glued packages so many are looked at before a handler has taken them; all are served in order.
$server = tcpServer(<<<'PHP'
    $server->on('receive', function ($server, $fd, $from, $data) {
        static $running = 0, $most = 0;
        $most = max($most, ++$running);
        yield Aha\sleep(0.001);
        --$running;
        $server->send($fd, $data === 'end' ? "most $most" : "$data ");
    });
    PHP, "'receive_queue_length' => 4, 'receive_queue_bytes' => 8");
echo preg_replace('/(\d+ ){100}/', 'all ', talk($server, implode("\r\n", range(1, 100)) . "\r\nend\r\n")), "\n";
$server->stop();
$server = tcpServer(<<<'PHP'
    $server->on('receive', function ($server, $fd, $from, $data) {
        static $running = 0, $most = 0;
        $most = max($most, ++$running);
        yield Aha\sleep(0.02);
        --$running;
        $server->send($fd, $data === 'end' ? "most $most" : '');
    });
    PHP, "'receive_concurrency' => 3");
echo talk($server, implode("\r\n", range(1, 9)) . "\r\nend\r\n"), "\n";
$server->stop();

// A slow reader: awaited sends wait, and all arrives; without await the connection is reset at socket_buffer_size.
$server = tcpServer(<<<'PHP'
    $server->on('connection', function ($c) {
        yield $c->receive();
        $most = 0;
        for ($i = 0; $i < 200; ++$i) {
            yield $c->send(str_repeat(chr(65 + $i % 26), 100000));
            $most = max($most, $c->queuedBytes());
        }
        echo $most < 400000 ? "bounded\n" : "not bounded: $most\n";
    });
    PHP);
$client = $server->connect();
$client->send("go\r\n");
usleep(300000);
$all = $client->rest();
var_dump(strlen($all), md5($all) === md5(implode('', array_map(fn ($i) => str_repeat(chr(65 + $i % 26), 100000), range(0, 199)))));
$server->logs('bounded');
echo $server->log();
$server->stop();
$server = tcpServer(<<<'PHP'
    $server->on('receive', function ($server, $fd) {
        for ($i = 0; $i < 1000 && $server->send($fd, str_repeat('x', 100000)); ++$i) {
        }
        var_dump($i < 1000, $server->exist($fd), $server->send($fd, 'x'));
    });
    $server->on('close', function ($server, $fd) { echo "closed\n"; });
    PHP, "'socket_buffer_size' => 1000000");
$client = $server->connect();
$client->send("go\r\n");
$server->logs('closed') || print("no close\n");
echo $server->log();
$server->stop();

// A reset while handlers wait: those are cancelled, nothing of it is an error.
$server = tcpServer(<<<'PHP'
    $server->on('receive', function ($server, $fd, $from, $data) {
        $server->send($fd, 'not read');
        try {
            $data === 'child' ? yield Aha\go(function () { try { yield Aha\sleep(60); } finally { echo "child ended\n"; } }) : yield Aha\sleep(60);
        } catch (Aha\CancelledException $e) {
            echo get_class($e), ': ', $e->getMessage(), "\n";
            throw $e;
        }
    });
    $server->on('close', function ($server, $fd) { echo "closed\n"; });
    PHP);
foreach (['wait', 'child'] as $word) {
    $client = $server->connect();
    $client->send("$word\r\n");
    breakOff($client);
    $server->logs("closed\n") || print("no close\n");
    echo $server->log();
}
var_dump($server->stop());

/** Waits for bytes, and closes without reading them: the kernel sends a reset. */
function breakOff(Client $client): void
{
    $read = [$client->socket];
    $write = $except = null;
    stream_select($read, $write, $except, (int) patience());
    $client->close();
}
?>
--EXPECTF--
a ""
null: Nothing was received within heartbeat_idle_time
closed 1
xxbool(true)
bool(true)
all most 1
most 3
int(20000000)
bool(true)
bounded
bool(true)
bool(false)
bool(false)
closed
Aha\CancelledException: The connection has ended
closed
child ended
Aha\CancelledException: The connection has ended
closed
int(0)
