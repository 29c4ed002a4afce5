--TEST--
HTTP: a client that goes cancels the request's scope; finally runs; cancel_on_disconnect
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$code = <<<'PHP'
    server(function ($req, $res) {
        $name = "$req->method $req->path";
        $child = $req->path === '/child' ? Aha\go(function () use ($name) {
            try {
                yield Aha\sleep(10);
            } finally {
                echo "$name: child cleaned up\n";
            }
        }) : null;
        return (function () use ($req, $res, $name, $child) {
            try {
                echo "$name: begun\n";
                yield $child ?? Aha\sleep($req->method === 'GET' ? 10 : 0.4);
                echo "$name: went on, aborted ", json_encode($res->isAborted()), ", end ", json_encode($res->end('x')), "\n";
            } catch (Aha\CancelledException $e) {
                echo "$name: ", $e->getMessage(), "\n";
                throw $e;
            } finally {
                yield Aha\sleep(0.001);
                echo "$name: cleaned up\n";
            }
        })();
    }, OPTIONS)->start();
    PHP;
function leave(Server $server, string $method, string $path, string $last): void
{
    $client = $server->connect();
    $client->send(request($path, method: $method));
    $server->logs('begun');
    $client->close();
    $server->logs($last);
    echo $server->log();
}
$server = new Server(str_replace('OPTIONS', "[]", $code));
leave($server, 'GET', '/', '/: cleaned up');
leave($server, 'GET', '/child', '/child: cleaned up');
leave($server, 'POST', '/', '/: cleaned up');
var_dump($server->stop());
echo $server->log();
echo "always:\n";
$server = new Server(str_replace('OPTIONS', "['cancel_on_disconnect' => true]", $code));
leave($server, 'POST', '/', '/: cleaned up');
$server->stop();
echo "never:\n";
$server = new Server(str_replace('OPTIONS', "['cancel_on_disconnect' => false]", str_replace("'GET' ? 10", "'GET' ? 0.4", $code)));
leave($server, 'GET', '/', '/: cleaned up');
$server->stop();
?>
--EXPECT--
GET /: begun
GET /: The client has gone
GET /: cleaned up
GET /child: begun
GET /child: child cleaned up
GET /child: The client has gone
GET /child: cleaned up
POST /: begun
POST /: went on, aborted true, end false
POST /: cleaned up
int(0)
always:
POST /: begun
POST /: The client has gone
POST /: cleaned up
never:
GET /: begun
GET /: went on, aborted true, end false
GET /: cleaned up
