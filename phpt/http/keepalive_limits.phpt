--TEST--
HTTP: keepalive_requests, max_connection and stats()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    $server = server(function ($req) use (&$server) {
        return $req->path === '/stats' ? $server->stats() : 'hello';
    }, ['keepalive_requests' => 3, 'max_connection' => 4, 'linger_timeout' => 0.1]);
    $server->start();
    PHP);
$client = $server->connect();
for ($i = 1; $i <= 3; ++$i) {
    $client->send(request('/'));
    echo $client->answer()->header('connection'), "\n";
}
var_dump($client->isClosed());
echo "the fifth connection:\n";
$clients = [];
for ($i = 1; $i <= 4; ++$i) {
    $clients[] = $client = $server->connect();
    $client->send(request('/'));
    echo $client->answer()->status, ' ';
}
$client = $server->connect();
$client->send(request('/'));
$answer = $client->answer();
echo $answer->status, ' ', $answer->header('connection'), ' ', $client->isClosed() ? 'closed' : 'OPEN', "\n";
$clients[0]->close();
var_dump(eventually(fn () => $server->get('/')->status === 200));
$clients[2]->send("bad\r\n\r\n");
echo $clients[2]->answer()->status, "\n";
$clients[1]->send(request('/stats'));
$stats = json_decode($clients[1]->answer()->body, true);
foreach (['accept_count', 'request_count', 'refuse_count'] as $key) { // refused ones depend on when the close is seen
    echo $key, ' ', $stats[$key] >= 6 || $stats[$key] === $stats['refuse_count'] ? 'ok' : $stats[$key], "\n";
}
echo 'bad ', $stats['bad_request_count'], ', refused at least one: ', json_encode($stats['refuse_count'] >= 1), ', in flight ', $stats['in_flight'],
    ', connections ', $stats['connection_num'] >= 2 && $stats['connection_num'] <= 4 ? 'ok' : $stats['connection_num'],
    ', errors ', $stats['accept_error_count'], ', started ', json_encode(abs($stats['start_time'] - time()) < 60), "\n";
var_dump($server->stop());
?>
--EXPECT--
-
-
close
bool(true)
the fifth connection:
200 200 200 200 503 close closed
bool(true)
400
accept_count ok
request_count ok
refuse_count ok
bad 1, refused at least one: true, in flight 1, connections ok, errors 0, started true
int(0)
