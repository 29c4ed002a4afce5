--TEST--
HTTP: a unix socket; a stale one is replaced, a live one is not, other files are left alone
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$folder = temporaryFolder();
$code = "server(fn (\$req) => 'hello ' . json_encode([\$req->server['remote_addr'], \$req->server['server_port'], \$req->clientAddress()]), [], 'unix:$folder/http.sock')->start();";
function ask(string $folder): void
{
    $client = new Client("unix://$folder/http.sock");
    $client->send(request('/') . request('/', ['Connection: close']));
    echo $client->answer(), $client->answer();
}
$server = new Server($code);
ask($folder);
echo decoct(fileperms("$folder/http.sock") & 0170000), "\n";
echo "a live one:\n";
$second = new Server($code, wait: false);
var_dump($second->wait());
echo str_replace($folder, 'FOLDER', strtok($second->log(), "\n")), "\n";
ask($folder);
var_dump($server->stop(), file_exists("$folder/http.sock"));
echo "a stale one:\n";
$server = new Server($code);
$server->kill();
var_dump(file_exists("$folder/http.sock"));
$server = new Server($code);
ask($folder);
var_dump($server->stop());
echo "no socket:\n";
file_put_contents("$folder/http.sock", 'precious');
$server = new Server($code, wait: false);
var_dump($server->wait(), file_get_contents("$folder/http.sock"));
?>
--EXPECT--
200 hello ["",0,""]
200 hello ["",0,""]
140000
a live one:
int(255)
PHP Fatal error:  Uncaught Aha\ConnectException: listen on unix:FOLDER/http.sock: Address already in use in server.php:2
200 hello ["",0,""]
200 hello ["",0,""]
int(0)
bool(false)
a stale one:
bool(true)
200 hello ["",0,""]
200 hello ["",0,""]
int(0)
no socket:
int(255)
string(8) "precious"
