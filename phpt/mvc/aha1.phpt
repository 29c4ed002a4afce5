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
    $answer = $redis ? $http->get($path) : null; // what it needs is not everywhere
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
$tracked = array_count_values(preg_grep('/^tracked!(?!.*Rdb)/', explode("\n", $text = $http->log())));
ksort($tracked);
foreach ($tracked as $line => $times) {
    echo $times, ' ', $line, "\n";
}
echo preg_replace(['/\n(?!aha:)[^\n]*/', '~ in /\S*/aha1/~'], ['', ' in '], "\n" . preg_replace('/^tracked!.*\n/m', '', $text)), $tcp->log(), $udp->log();
?>
--EXPECT--
/                       200 {"get":[],"uri":"\/"}
                        \Application\Actions\Index\Index\Index
/index                  200 {"get":[],"uri":"\/index"}
                        \Application\Actions\Index\Index\Index
/index/index/index?q=1  200 {"get":{"q":"1"},"uri":"\/index\/index\/index"}
                        \Application\Actions\Index\Index\Index
/app/say                200 ["hello",2,true,"demo.db","of every environment",null]
                        \Application\Actions\App\Say
/app/SAY                404 failed: There is no action for "/app/SAY"
                        -
/demo/client/http       200 [0,"http","200",{"get":{"q":"own"},"uri":"\/index"}]
                        \Application\Actions\Demo\Client\Http
/demo/client/tcp        200 [0,"tcp","tcp echo by callback"]
                        \Application\Actions\Demo\Client\Tcp
/demo/client/udp        200 [0,"udp","udp echo by callback"]
                        \Application\Actions\Demo\Client\Udp
/demo/coroutine/http    200 [0,"coroutine","200"]
                        \Application\Actions\Demo\Coroutine\Http
/demo/coroutine/tcp     200 tcp echo by yield
                        \Application\Actions\Demo\Coroutine\Tcp
/demo/coroutine/udp     200 udp echo by yield
                        \Application\Actions\Demo\Coroutine\Udp
/demo/coroutine/multi   200 [0,"multi",["http","tcp","udp"],"tcp echo multi","udp echo multi"]
                        \Application\Actions\Demo\Coroutine\Multi
/demo/storage/db        200 [{"id":1,"name":"first"},{"id":2,"name":"second"}]
                        \Application\Actions\Demo\Storage\Db
/demo/storage/trans     200 [["user","friends"],1]
                        \Application\Actions\Demo\Storage\Trans
/demo/coroutine/trans   200 [1,false]
                        \Application\Actions\Demo\Coroutine\Trans
/demo/coroutine/db      200 [["first","second"],{"some":true,"names":["first","second"]}]
                        \Application\Actions\Demo\Coroutine\Db
/service/monitor/stats  200 {"connections":true,"requests":true}
                        \Application\Actions\Service\Monitor\Stats
/demo/fails/later       500 page: 500 Internal Server Error: 
                        -
/nothing/here           404 failed: There is no action for "/nothing/here"
                        -
/a/b/c/d                404 failed: The path or command has more than 3 parts
                        -
/index?refused          500 failed: refused after one
                        -
/index?stopped          200 stopped by a filter
                        -
/index?delayed          200 {"get":{"delayed":""},"uri":"\/index"}
                        \Application\Actions\Index\Index\Index
/demo/storage/rdb ok
/demo/coroutine/rdb ok
TCP
{"cmd":"demo-server-tcp","body":"raw"} tcp echo raw
{"cmd":"demo-nothing"} [status] 404 There is no action for "demo-nothing"
{"cmd":"demo/server/tcp"} [status] 404 The path or command has characters that none has
UDP
{"cmd":"demo-server-udp","body":"raw"} udp echo raw
{"cmd":"demo-nothing"} [status] 404 There is no action for "demo-nothing"
log
8 [INFO]write_time=TIME say=hello level=info
int(0)
int(0)
int(0)
1 tracked! \Application\Actions\App\Say
1 tracked! \Application\Actions\Demo\Client\Http
1 tracked! \Application\Actions\Demo\Client\Tcp
1 tracked! \Application\Actions\Demo\Client\Udp
1 tracked! \Application\Actions\Demo\Coroutine\Db
1 tracked! \Application\Actions\Demo\Coroutine\Http
1 tracked! \Application\Actions\Demo\Coroutine\Multi
1 tracked! \Application\Actions\Demo\Coroutine\Tcp
1 tracked! \Application\Actions\Demo\Coroutine\Trans
1 tracked! \Application\Actions\Demo\Coroutine\Udp
1 tracked! \Application\Actions\Demo\Fails\Later
1 tracked! \Application\Actions\Demo\Storage\Db
1 tracked! \Application\Actions\Demo\Storage\Trans
7 tracked! \Application\Actions\Index\Index\Index
1 tracked! \Application\Actions\Service\Monitor\Stats

aha: unhandled error in request GET /demo/fails/later: Exception: the model failed: no such table in Application/Actions/Demo/Fails/Later.php:15
