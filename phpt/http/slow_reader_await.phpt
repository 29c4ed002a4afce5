--TEST--
HTTP: a client that does not read: awaited writes cost bounded memory, nobody else waits
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    $server = server(function ($req, $res) use (&$server) {
        static $written = 0, $highest = 0;
        if ($req->path === '/state') {
            return [$written, $highest, memory_get_usage() < 30_000_000];
        }
        $res->header('Content-Type', 'application/octet-stream');
        return (function () use ($res, &$written, &$highest) {
            $piece = str_repeat('x', 65536);
            for ($i = 0; $i < 1600; ++$i) { // 100 MiB
                yield $res->write($piece);
                $written += 65536;
                $highest = max($highest, $res->queuedBytes());
            }
        })();
    }, ['write_timeout' => 30.0]);
    $server->start();
    PHP);
$client = $server->connect();
$client->send(request('/'));
$client->read(1);
// The kernel's buffers take some; then the handler stands still.
$before = -1;
var_dump(eventually(function () use ($server, &$before) {
    [$written] = json_decode($server->get('/state')->body);
    usleep(50000);
    $still = $written === $before;
    $before = $written;
    return $still && $written > 0;
}));
[$written, $highest, $small] = json_decode($server->get('/state')->body);
var_dump($written < 60_000_000, $highest <= 256 * 1024 + 65536 + 16, $small);
// It goes on when the client reads: all of it comes.
$rest = 0;
while ($rest < 100 * 1024 * 1024) {
    $got = strlen($client->read(1024 * 1024));
    if ($got === 0) {
        break;
    }
    $rest += $got;
}
var_dump($rest >= 100 * 1024 * 1024);
[, $highest] = json_decode($server->get('/state')->body);
var_dump($highest <= 256 * 1024 + 65536 + 16);
var_dump($server->stop(), $server->log());
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(0)
string(0) ""
