--TEST--
HTTP: a client that never reads is cut off after write_timeout; the writer learns it
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    $server = server(function ($req, $res) use (&$server) {
        if ($req->path === '/stats') {
            return $server->stats();
        }
        return (function () use ($res) {
            try {
                while (true) {
                    yield $res->write(str_repeat('x', 1_000_000));
                }
            } catch (Aha\ConnectException | Aha\TimeoutException $e) {
                echo get_class($e), ': ', $e->getMessage(), ', aborted ', json_encode($res->isAborted()), "\n";
                throw $e;
            } finally {
                echo "finally\n";
            }
        })();
    }, ['write_timeout' => 0.4, 'http_compression' => false]);
    $server->start();
    PHP);
$client = $server->connect();
$client->send(request('/'));
var_dump($server->logs('finally'));
$stats = json_decode($server->get('/stats')->body, true);
var_dump($stats['timeout_count'], $stats['abort_count'], $stats['in_flight'], $server->stop());
echo $server->log();
?>
--EXPECT--
bool(true)
int(1)
int(1)
int(1)
int(0)
Aha\TimeoutException: The client did not read the response in time, aborted true
finally
