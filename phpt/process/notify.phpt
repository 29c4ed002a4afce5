--TEST--
Process: NOTIFY_SOCKET: READY, RELOADING, STOPPING, the watchdog; a path and an abstract name; a socket that is of no use
--EXTENSIONS--
aha
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') die('skip abstract names of sockets are Linux\'');
?>
--FILE--
<?php
require __DIR__ . '/process.inc';
$folder = temporaryFolder();

/** What has come to the socket, one datagram an item, until $last has come. */
function received($socket, string $last): array
{
    $all = [];
    eventually(function () use ($socket, $last, &$all) {
        while (is_string($message = @stream_socket_recvfrom($socket, 4096)) && $message !== '') {
            $message === 'WATCHDOG=1' || $all[] = preg_replace('/\d{3,}/', 'N', $message);
        }
        return in_array($last, $all, true);
    });
    return $all;
}

$listen = function (string $name) {
    $address = $name[0] === '@' ? "\0" . substr($name, 1) : $name;
    $socket = stream_socket_server("udg://$address", $code, $message, STREAM_SERVER_BIND);
    stream_set_blocking($socket, false);
    return $socket;
};
foreach (["$folder/notify", '@aha-phpt-' . getmypid() . '-' . bin2hex(random_bytes(4))] as $name) {
    echo '-- ', $name[0] === '@' ? 'an abstract name' : 'a path', "\n";
    $socket = $listen($name);
    putenv("NOTIFY_SOCKET=$name");
    putenv('WATCHDOG_USEC=2000000');
    $booted = "__DIR__ . '/may-boot'";
    $prefork = new Prefork("fn () => (string) getenv('NOTIFY_SOCKET')", "'worker_num' => 2", <<<PHP
        \$server->on('workerStart', function () { while (!is_file($booted)) { yield Aha\\sleep(0.01); } });
        PHP, [], false);
    // It is not ready as long as its workers boot.
    var_dump(eventually(fn () => count($prefork->workers('booting')) === 2), stream_socket_recvfrom($socket, 4096));
    touch($prefork->server->folder . '/may-boot');
    echo json_encode(received($socket, 'READY=1')), "\n";
    $prefork->server->awaitPort();
    var_dump($prefork->isServing());
    // It feeds the watchdog, more than once.
    $fed = 0;
    var_dump(eventually(function () use ($socket, &$fed) {
        $fed += stream_socket_recvfrom($socket, 4096) === 'WATCHDOG=1';
        return $fed >= 2;
    }));
    $prefork->server->signal(10); // SIGUSR1
    echo json_encode(received($socket, 'READY=1')), "\n";
    var_dump($prefork->ask('status')['master']['generation']);
    $code = $prefork->stop();
    echo json_encode(received($socket, 'STOPPING=1')), " exit code $code\n";
    fclose($socket);
}

echo "-- a reload that fails: ready again\n";
$socket = $listen("$folder/notify2");
putenv("NOTIFY_SOCKET=$folder/notify2");
putenv('WATCHDOG_USEC');
$prefork = new Prefork("fn () => 'old'", "'worker_num' => 1",
    "\$server->on('workerStart', function () { if (is_file(__DIR__ . '/bad')) { throw new LogicException('bad'); } });");
echo json_encode(received($socket, 'READY=1')), "\n";
touch($prefork->server->folder . '/bad');
var_dump($prefork->ask('reload')['ok']);
echo json_encode(received($socket, 'READY=1')), "\n", $prefork->get('/');
$prefork->stop();

echo "-- nobody listens; a name that is none: it serves, and says so\n";
foreach (["$folder/nobody", 'relative', '/' . str_repeat('x', 200)] as $name) {
    putenv("NOTIFY_SOCKET=$name");
    $prefork = new Prefork("fn () => 'x'", "'worker_num' => 1");
    echo $prefork->get('/');
    var_dump($prefork->server->logs($name), $prefork->stop());
}
?>
--EXPECT--
-- a path
bool(true)
bool(false)
["READY=1"]
bool(true)
bool(true)
["RELOADING=1\nMONOTONIC_USEC=N","READY=1"]
int(2)
["STOPPING=1"] exit code 0
-- an abstract name
bool(true)
bool(false)
["READY=1"]
bool(true)
bool(true)
["RELOADING=1\nMONOTONIC_USEC=N","READY=1"]
int(2)
["STOPPING=1"] exit code 0
-- a reload that fails: ready again
["READY=1"]
bool(false)
["RELOADING=1\nMONOTONIC_USEC=N","READY=1"]
200 old
-- nobody listens; a name that is none: it serves, and says so
200 x
bool(true)
int(0)
200 x
bool(true)
int(0)
200 x
bool(true)
int(0)
