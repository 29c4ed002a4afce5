--TEST--
addListener(): TCP, UDP and HTTP in one server, each with handlers of its own or those of the server; TLS, unix; reload, stop
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';
require __DIR__ . '/../udp/udp.inc';
require __DIR__ . '/../http/certificates.inc';

const HANDLERS = <<<'PHP'
    $tcp = $server->addListener('127.0.0.1', 0);
    $tcp->on('receive', function ($server, $fd, $from, $data) { yield Aha\sleep(0.001); $server->send($fd, get_class($server) . " tcp $data"); });
    $framed = $server->addListener('127.0.0.1', 0, 'tcp', ['package_eof' => "\n"]);
    $framed->on('connection', function ($c) { while (($p = yield $c->receive()) !== null) { $c->send("framed $p"); } });
    $udp = $server->addListener('127.0.0.1', 0, 'udp')->on('packet', function ($server, $data, $client) {
        $server->sendto($client['address'], $client['port'], "udp $data {$client['server_socket']}", $client['server_socket']);
    });
    $second = $server->addListener('127.0.0.1', 0, 'udp'); // the handler of the server
    $server->on('packet', fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], 'the handler of the server', $client['server_socket']));
    $web = $server->addListener('127.0.0.1', 0, 'http', ['server_name' => 'other']);
    $web->on('request', fn ($request) => "second {$request->path}");
    $unix = $server->addListener('unix:' . __DIR__ . '/s', 0)->on('receive', fn ($server, $fd, $from, $data) => $server->send($fd, "unix $data"));
    $server->on('start', function ($server) use ($tcp, $framed, $udp, $second, $web) {
        file_put_contents(__DIR__ . '/ports', json_encode([$tcp->port(), $framed->port(), $udp->port(), $second->port(), $web->port()]));
        announce($server);
    });
    PHP;

function checkAll(Server $server): void
{
    [$tcp, $framed, $udp, $second, $web] = json_decode(file_get_contents("$server->folder/ports"));
    echo 'http: ', $server->get('/a')->body, "\n";
    $client = new Client("tcp://127.0.0.1:$tcp");
    $client->send("one\r\n");
    stream_socket_shutdown($client->socket, STREAM_SHUT_WR);
    echo 'tcp: ', $client->rest(), "\n";
    $client = new Client("tcp://127.0.0.1:$framed");
    $client->send("two\nthree\n");
    stream_socket_shutdown($client->socket, STREAM_SHUT_WR);
    echo 'framed: ', $client->rest(), "\n";
    echo 'udp: ', (new Datagrams($server, "udp://127.0.0.1:$udp"))->ask('four'), "\n";
    echo 'second udp: ', (new Datagrams($server, "udp://127.0.0.1:$second"))->ask('five'), "\n";
    $client = new Client("tcp://127.0.0.1:$web");
    $client->send(request('/b'));
    $answer = $client->answer();
    echo 'second http: ', $answer->body, ' of ', $answer->header('server'), "\n";
    $client = new Client("unix://$server->folder/s");
    $client->send("six\r\n");
    stream_socket_shutdown($client->socket, STREAM_SHUT_WR);
    echo 'unix: ', $client->rest(), "\n";
}

echo "-- one process\n";
$server = new Server(<<<'PHP'
    $server = server(fn ($request) => "first {$request->path}");
    PHP . HANDLERS . "\n\$server->start();");
checkAll($server);
// One drain over all: what is at work on each is finished.
$tcp = json_decode(file_get_contents("$server->folder/ports"))[0];
$client = new Client("tcp://127.0.0.1:$tcp");
$client->send("last\r\n");
$server->signal(15);
echo $client->rest(), "\n";
var_dump($server->wait(), file_exists("$server->folder/s"));

echo "-- workers\n";
$p = new Prefork('fn ($request) => "first {$request->path}"', "'worker_num' => 2, 'reload_idle_time' => 0.1", HANDLERS);
checkAll($p->server);
$p->ask('reload');
checkAll($p->server);
preg_match('/aha: serving on (.*): 2 workers/', $p->server->log(), $m);
echo substr_count($m[1] ?? '', ', '), " commas\n";
var_dump($p->stop(), file_exists("{$p->server->folder}/s"));

echo "-- TLS\n";
$folder = temporaryFolder();
makeCertificate($folder, 'server', makeAuthority($folder), ['localhost']);
$server = tcpServer(<<<'PHP'
    $server->on('connection', function ($c) {
        while (($p = yield $c->receive()) !== null) {
            yield $c->send(var_export($c->isEncrypted(), true) . " $p");
            yield $c->send(str_repeat('x', 1000000));
        }
        echo "the end\n";
    });
    PHP, "'ssl_cert_file' => '$folder/server.pem', 'ssl_key_file' => '$folder/server.key', 'ssl_handshake_timeout' => 0.3");
$client = new Client("tls://127.0.0.1:$server->port", ['verify_peer' => false, 'verify_peer_name' => false]);
$client->send("hello\r\n");
echo $client->read(10), ' ', strlen($client->read(1000000)), "\n";
$client->close();
var_dump($server->logs('the end'));
$plain = $server->connect(); // says nothing: the handshake takes too long
var_dump($plain->rest() !== null);
var_dump($server->stop());

echo "-- refused\n";
$server = new Server(<<<'PHP'
    $server = new Aha\Server\Tcp('127.0.0.1', 0, ['process' => 'single']);
    foreach ([fn () => $server->addListener('127.0.0.1', 0, 'ftp'), fn () => $server->addListener('', 0), fn () => $server->addListener('::1', 70000),
        fn () => $server->addListener('127.0.0.1', 0, 'udp', ['package_eof' => 'x']), fn () => $server->addListener('127.0.0.1', 0, 'tcp', ['worker_num' => 2]),
        fn () => $server->addListener('127.0.0.1', 0)->on('packet', 'strlen'), fn () => $server->addListener('127.0.0.1', 0)->on('workerStart', 'strlen'),
        fn () => $server->on('packet', 'strlen'), fn () => $server->start(), fn () => $server->on('receive', 'strlen')->on('connection', 'strlen')->start(),
        fn () => new Aha\Server\Listener, fn () => clone $server->addListener('127.0.0.1', 0), fn () => $server->reloadCertificates(),
        fn () => $server->sendto('127.0.0.1', 1, 'x'), fn () => var_dump($server->send(1, 'x'), $server->connections(), $server->connection_list())] as $try) {
        try {
            $try();
        } catch (\Throwable $e) {
            echo get_class($e), ': ', $e->getMessage(), "\n";
        }
    }
    PHP, wait: false);
$server->wait();
echo $server->log();
?>
--EXPECT--
-- one process
http: first /a
tcp: Aha\Server\Http tcp one
framed: framed twoframed three
udp: udp four 3
second udp: the handler of the server
second http: second /b of other
unix: unix six
Aha\Server\Http tcp last
int(0)
bool(false)
-- workers
http: first /a
tcp: Aha\Server\Http tcp one
framed: framed twoframed three
udp: udp four 3
second udp: the handler of the server
second http: second /b of other
unix: unix six
http: first /a
tcp: Aha\Server\Http tcp one
framed: framed twoframed three
udp: udp four 3
second udp: the handler of the server
second http: second /b of other
unix: unix six
6 commas
int(0)
bool(false)
-- TLS
true hello 1000000
bool(true)
bool(true)
int(0)
-- refused
ValueError: Aha\Network\Server::addListener(): Argument #3 ($type) must be "tcp", "udp" or "http"
ValueError: Aha\Network\Server::addListener(): Argument #1 ($host) must be an address such as "127.0.0.1", or "unix:/path"
ValueError: Aha\Network\Server::addListener(): Argument #2 ($port) must be between 0 and 65535
Aha\ConfigException: Aha\Server\Udp: unknown option "package_eof"; did you mean "send_timeout"?
Aha\ConfigException: Aha\Server\Tcp: unknown option "worker_num"; did you mean "fiber"?
Aha\ConfigException: Unknown event "packet": it must be one of connect, receive, close, connection, error
Aha\ConfigException: Unknown event "workerStart": it must be one of connect, receive, close, connection, error
Aha\ConfigException: Unknown event "packet": it must be one of start, shutdown, managerStart, managerStop, workerStart, workerStop, workerError, task, finish, pipeMessage, workerExit, connect, receive, close, connection, error
Aha\ConfigException: The TCP listener on 127.0.0.1:0 has no handler: call on('receive', ...) or on('connection', ...) before start()
Aha\ConfigException: A TCP listener has either a handler of receive or one of connection
Error: Call to private Aha\Server\Listener::__construct() from global scope
Error: Trying to clone an uncloneable object of class Aha\Server\Listener
Aha\StateException: The server does not run in this process
Aha\StateException: The server does not serve in this process
bool(false)
array(0) {
}
bool(false)
