--TEST--
Declared commands of a TCP server, beside those of the convention
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
$folder = var_export(application(['Actions/Demo/Say' => 'return "convention";']), true);
$server = new Server(<<<PHP
    Aha\\Bootstrap::initLoader()->registerNamespace('App', $folder);
    \$server = new Aha\\Server\\Tcp('127.0.0.1', 0, ['stall_limit' => 0.0, 'process' => 'single', 'open_eof_split' => true, 'package_eof' => "\\r\\n"]);
    \$server->on('start', 'announce');
    \$server->on('workerStart', function (\$server) {
        \$app = Aha\\Bootstrap::getInstance('App', 'test')->setServer(\$server);
        \$app->getRoutes()->command('user-show-{id:int}', fn (int \$id, \$dispatcher) => ['id' => \$id, 'package' => json_decode(\$dispatcher->getTcpPackage())->cmd]);
        \$app->getRoutes()->command('ping', fn () => 'pong');
        \$app->getRoutes()->get('/ping', fn () => 'not by TCP');
        \$app->run();
    });
    \$server->on('receive', fn (\$server, \$fd, \$fromId, \$data) => Aha\\Bootstrap::getInstance()->tcp(\$server, \$fd, \$fromId, \$data));
    \$server->start();
    PHP);
$socket = stream_socket_client("tcp://127.0.0.1:$server->port");
stream_set_timeout($socket, (int) patience());
foreach (['ping', 'user-show-7', 'user-show-x', 'demo-say', '/ping'] as $command) {
    fwrite($socket, json_encode(['cmd' => $command]) . "\r\n");
    echo "$command: ", rtrim((string) fgets($socket)), "\n";
}
?>
--EXPECT--
ping: pong
user-show-7: {"id":7,"package":"user-show-7"}
user-show-x: [status] 404 There is no action for "user-show-x"
demo-say: convention
/ping: [status] 404 There is no action for "/ping"
