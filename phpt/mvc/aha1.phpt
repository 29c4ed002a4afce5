--TEST--
Mvc: an application of Aha 1.x runs unchanged but for its three start scripts: HTTP, TCP, UDP, every endpoint
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
require __DIR__ . '/../process/process.inc';
require __DIR__ . '/../udp/udp.inc';
require __DIR__ . '/../redis/server.inc';
$folder = temporaryFolder();
putenv("AHA1_FOLDER=$folder");
$redis = RedisServer::missing() === '' ? new RedisServer() : null;
putenv('AHA1_REDIS=' . ($redis?->port ?? 1));
Aha\run(function () use ($folder) {
    $db = Aha\Storage\Db\Pool::getConnection('prepare', ['driver' => 'sqlite', 'path' => "$folder/demo.db"]);
    yield $db->query('CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT)');
    yield $db->query('CREATE TABLE friends (user INTEGER, friend INTEGER)');
    yield $db->query("INSERT INTO user (name) VALUES ('first'), ('second')");
});
$script = fn (string $name) => 'require ' . var_export(__DIR__ . "/aha1/$name.php", true) . ';';
$tcp = new Server($script('TcpServer'));
$udp = new Server($script('UdpServer'));
putenv("AHA1_TCP=$tcp->port");
putenv("AHA1_UDP=$udp->port");
$http = new Server($script('HttpServer'));

$paths = ['/', '/index', '/index/index/index?q=1', '/app/say', '/app/SAY', '/demo/client/http', '/demo/client/tcp', '/demo/client/udp', '/demo/coroutine/http', '/demo/coroutine/tcp',
    '/demo/coroutine/udp', '/demo/coroutine/multi', '/demo/storage/db', '/demo/storage/trans', '/demo/coroutine/trans', '/demo/coroutine/db', '/service/monitor/stats',
    '/demo/fails/later', '/nothing/here', '/a/b/c/d', '/index?refused', '/index?stopped', '/index?delayed'];
foreach ($paths as $path) {
    $answer = $http->get($path);
    echo str_pad($path, 24), $answer, str_repeat(' ', 24), $answer->header('x-action'), "\n";
}
foreach (['/demo/storage/rdb' => '["by callback",', '/demo/coroutine/rdb' => '[{"result":{"a":"1","b":"2"},'] as $path => $begin) {
    $answer = $http->get($path);
    echo $path, $redis ? (str_starts_with($answer->body, $begin) ? ' ok' : $answer) : ' ok', "\n";
}
echo "TCP\n";
foreach (['{"cmd":"demo-server-tcp","body":"raw"}', '{"cmd":"demo-nothing"}', '{"cmd":"demo/server/tcp"}'] as $package) {
    $client = $tcp->connect();
    $client->send("$package\r\n\r\n");
    stream_socket_shutdown($client->socket, STREAM_SHUT_WR);
    echo $package, ' ', trim($client->rest()), "\n";
}
echo "UDP\n";
$client = new Datagrams($udp);
foreach (['{"cmd":"demo-server-udp","body":"raw"}', '{"cmd":"demo-nothing"}'] as $package) {
    echo $package, ' ', trim($client->ask($package)), "\n";
}
echo "log\n";
$log = file("$folder/app-" . date('Ymd') . '.log');
echo count($log), ' ', preg_replace('/write_time=\S+ \S+/', 'write_time=TIME', $log[1]);
var_dump($http->stop(), $tcp->stop(), $udp->stop());
$tracked = array_count_values(preg_grep('/^tracked!/', explode("\n", $text = $http->log())));
ksort($tracked);
foreach ($tracked as $line => $times) {
    echo $times, ' ', $line, "\n";
}
echo preg_replace(['/\n(?!aha:)[^\n]*/', '~ in /\S*/aha1/~'], ['', ' in '], "\n" . preg_replace('/^tracked!.*\n/m', '', $text)), $tcp->log(), $udp->log();
?>
--EXPECT--
