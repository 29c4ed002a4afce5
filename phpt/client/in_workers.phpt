--TEST--
Clients in workers: a reload lets their requests end; after max_wait_time they are aborted, and the log names what was awaited
--EXTENSIONS--
aha
--FILE--
<?php
require dirname(__DIR__) . '/process/process.inc';
// It answers, by each protocol, when there is a file; and tells which requests were aborted.
$back = new Server(<<<'PHP'
    $wait = function () {
        while (clearstatcache() || !is_file(__DIR__ . '/go')) { // clearstatcache() is null
            yield Aha\sleep(0.01);
        }
    };
    $server = server(function ($req) use ($wait) {
        try {
            yield from $wait();
        } finally {
            echo is_file(__DIR__ . '/go') ? "answered http\n" : "aborted http\n";
        }
        return 'http answer';
    }, ['cancel_on_disconnect' => true]);
    $tcp = $server->addListener('127.0.0.1', 0, 'tcp', ['package_eof' => "\n"]);
    $tcp->on('connection', function ($connection) use ($wait) {
        while (null !== yield $connection->receive()) {
            try {
                yield from $wait();
            } finally {
                echo is_file(__DIR__ . '/go') ? "answered tcp\n" : "aborted tcp\n";
            }
            yield $connection->send("tcp answer\n");
        }
    });
    $udp = $server->addListener('127.0.0.1', 0, 'udp')->on('packet', function ($server, $data, $client) use ($wait) {
        yield from $wait();
        $server->sendto($client['address'], $client['port'], 'udp answer', $client['server_socket']);
    });
    $server->on('start', function ($server) use ($tcp, $udp) {
        file_put_contents(__DIR__ . '/ports', json_encode([$tcp->port(), $udp->port()]));
        announce($server);
    });
    $server->start();
    PHP);
[$tcp, $udp] = json_decode(file_get_contents("$back->folder/ports"));
$handler = <<<PHP
    function (\$req) {
        static \$clients;
        \$clients ??= [
            '/tcp' => new Aha\\Client\\Tcp('127.0.0.1', $tcp, ['package_eof' => "\\n", 'package_eof_keep' => false, 'timeout' => 600.0]),
            '/udp' => new Aha\\Client\\Udp('127.0.0.1', $udp, ['timeout' => 600.0]),
        ];
        \$answer = match (\$req->path) {
            '/http' => (yield Aha\\Client\\Http::get('http://127.0.0.1:$back->port/wait', ['timeout' => 600]))->body,
            '/tcp', '/udp' => yield \$clients[\$req->path]->request('wait'),
            '/fiber' => yield Aha\\fiber(fn () => Aha\\await(Aha\\Client\\Http::get('http://127.0.0.1:$back->port/wait', ['timeout' => 600]))->body),
            '/envelope' => (yield (new Aha\\Client\\Tcp('127.0.0.1', $tcp, 600.0, 10.0))->setPackage("wait\\n"))['errno'],
            default => 'nothing',
        };
        return 'code ' . CODE . ": \$answer";
    }
    PHP;
$more = <<<'PHP'
    file_put_contents(__DIR__ . '/counter', '1');
    $server->on('workerStart', function () { define('CODE', (int) file_get_contents(__DIR__ . '/counter')); });
    PHP;
/** Sends them on connections of their own, and waits until all are with their handlers. */
function underWay(Prefork $p, array $paths): array
{
    $clients = [];
    foreach ($paths as $path) {
        $clients[$path] = $p->server->connect();
        $clients[$path]->send(request($path));
    }
    $all = eventually(function () use ($p, $paths) {
        $text = json_encode($p->ask('tasks'), JSON_UNESCAPED_SLASHES);
        return !array_filter($paths, fn ($path) => !str_contains($text, "GET $path ")) && substr_count($text, 'waits for') >= count($paths);
    });
    echo 'under way: ', json_encode($all), "\n";
    return $clients;
}

echo "-- finished\n";
$p = new Prefork($handler, "'worker_num' => 1, 'max_wait_time' => 600.0", $more);
$before = $p->pids();
$clients = underWay($p, ['/http', '/tcp', '/udp', '/fiber']);
file_put_contents($p->server->folder . '/counter', '2');
echo 'reload: ', json_encode($p->ask('reload')['ok'] ?? null), "\n";
echo 'meanwhile: ', json_encode(eventually(fn () => (string) $p->get('/') === "200 code 2: nothing\n")), "\n";
touch("$back->folder/go");
foreach ($clients as $path => $client) {
    echo "$path: ", $client->answer();
}
echo 'old ones have gone: ', json_encode(eventually(fn () => !array_intersect($before, $p->children()))), "\n";
var_dump($p->stop());
unlink("$back->folder/go");

echo "-- cancelled\n";
$back->log();
$p = new Prefork($handler, "'worker_num' => 1, 'max_wait_time' => 0.3", $more);
$before = $p->pids();
$clients = underWay($p, ['/http', '/tcp', '/udp', '/fiber', '/envelope']);
echo 'reload: ', json_encode($p->ask('reload')['ok'] ?? null), "\n";
foreach ($clients as $path => $client) {
    echo "$path: ", $client->answer()->status, ' ', $client->isClosed() ? 'closed' : 'open', "\n";
}
echo 'old ones have gone: ', json_encode(eventually(fn () => !array_intersect($before, $p->children()))), "\n";
echo json_encode([$back->logs("aborted http\naborted http") || substr_count($back->log(), 'aborted http') === 2, eventually(fn () => (string) $p->get('/') === "200 code 1: nothing\n")]), "\n";
var_dump($p->stop());
preg_match_all('/^aha\[worker 0\]: max_wait_time is over.*(?:\n  .*)*/m', $p->server->log(), $lines);
sort($lines[0]);
echo preg_replace(['/127\.0\.0\.1:\d+/', '/task \d+/'], ['HOST', 'task N'], implode("\n", $lines[0])), "\n";

echo "-- a client that leaves takes the requests along\n";
$back->log();
$p = new Prefork($handler, "'worker_num' => 1, 'max_wait_time' => 600.0", $more);
$clients = underWay($p, ['/http', '/tcp', '/udp', '/envelope']);
array_map(fn ($client) => $client->close(), $clients);
echo json_encode(eventually(fn () => !str_contains(json_encode($p->ask('tasks')), 'waits for'))), ' ', json_encode($back->logs('aborted http')), "\n";
touch("$back->folder/go"); // datagrams do not tell that their sender has left
var_dump($p->stop(), $back->stop());
?>
--EXPECTF--
-- finished
under way: true
reload: true
meanwhile: true
/http: 200 code 1: http answer
/tcp: 200 code 1: tcp answer
/udp: 200 code 1: udp answer
/fiber: 200 code 1: http answer
old ones have gone: true
int(0)
-- cancelled
under way: true
reload: true
/http: 503 closed
/tcp: 503 closed
/udp: 503 closed
/fiber: 503 closed
/envelope: 503 closed
old ones have gone: true
[true,true]
int(0)
aha[worker 0]: max_wait_time is over; cancelled: request GET /envelope
  task N (started at server.php:%d) waits for an answer of tcp://HOST at server.php:%d
aha[worker 0]: max_wait_time is over; cancelled: request GET /fiber
  task N (started at server.php:%d) waits for task N at server.php:%d
  task N (started at server.php:%d) waits for GET http://HOST/wait (the head of the answer) at server.php:%d
aha[worker 0]: max_wait_time is over; cancelled: request GET /http
  task N (started at server.php:%d) waits for GET http://HOST/wait (the head of the answer) at server.php:%d
aha[worker 0]: max_wait_time is over; cancelled: request GET /tcp
  task N (started at server.php:%d) waits for an answer of tcp://HOST at server.php:%d
aha[worker 0]: max_wait_time is over; cancelled: request GET /udp
  task N (started at server.php:%d) waits for an answer of udp://HOST at server.php:%d
-- a client that leaves takes the requests along
under way: true
true true
int(0)
int(0)
