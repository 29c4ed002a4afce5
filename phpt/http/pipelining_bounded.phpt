--TEST--
HTTP: a client that sends requests without end is held back while its first one runs
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) use (&$go) {
        if ($req->path === '/go') {
            $go->resolve();
            return 'gone';
        }
        if ($req->path === '/first') {
            $go = new Aha\Deferred;
            return (function () use ($go) { yield $go->future(); return 'first'; })();
        }
        static $count = 0;
        return (string) ++$count;
    })->start();
    PHP);
$one = request('/x', ['X: ' . str_repeat('x', 1000)]);
$client = $server->connect();
$client->send(request('/first'));
$before = $server->memoryKiB();
// What the kernel does not take any more within half a second is held back.
$bytes = str_repeat($one, 20_000);
$sent = 0;
$blocked = false;
while ($sent < strlen($bytes)) {
    $got = @fwrite($client->socket, substr($bytes, $sent, 262_144));
    if (!$got) {
        $read = $except = null;
        $write = [$client->socket];
        if (!stream_select($read, $write, $except, 0, 500_000)) {
            $blocked = true;
            break;
        }
    }
    $sent += $got;
}
$grown = $server->memoryKiB() - $before;
echo 'held back: ', json_encode($blocked), ', memory: ', $grown < 4000 || getenv('USE_ZEND_ALLOC') === '0' || getenv('AHA_SERVER_WRAPPER') ? 'bounded' : "$grown KiB", "\n";
echo $server->get('/go'), $client->answer();
$whole = intdiv($sent, strlen($one));
$right = 0;
for ($i = 1; $i <= $whole; ++$i) {
    $right += $client->answer()->body === (string) $i;
}
var_dump($right === $whole);
$client->close();
var_dump($server->stop(), $server->log());
?>
--EXPECT--
held back: true, memory: bounded
200 gone
200 first
bool(true)
int(0)
string(0) ""
