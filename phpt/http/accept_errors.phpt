--TEST--
HTTP: out of descriptors: no busy loop, one log line a second, it recovers when there is room
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    $server = server(fn ($req) => $req->path === '/stats' ? $GLOBALS['server']->stats()['accept_error_count'] : 'hello');
    $server->start();
    PHP, limit: 40);
$first = $server->connect();
$first->send(request('/'));
echo $first->answer();
$clients = [];
for ($i = 0; $i < 60; ++$i) {
    $clients[] = $server->connect();
}
var_dump($server->logs('accept: '));
$time = fn () => array_sum(array_slice(explode(' ', substr(strrchr(file_get_contents("/proc/$server->pid/stat"), ')'), 2)), 11, 2));
$before = $time();
usleep(500_000);
echo 'CPU: ', $time() - $before < 25 ? 'idle' : 'busy', "\n";
$first->send(request('/'));
echo $first->answer();
foreach ($clients as $client) {
    $client->close();
}
var_dump(eventually(fn () => $server->get('/')?->body === 'hello'));
$first->send(request('/stats'));
echo 'errors counted: ', json_encode((int) $first->answer()->body > 0), "\n";
var_dump($server->stop());
echo preg_replace('/^(aha: accept: .*\n)+/m', "aha: accept …\n", $server->log());
?>
--EXPECT--
200 hello
bool(true)
CPU: idle
200 hello
bool(true)
errors counted: true
int(0)
aha: accept …
