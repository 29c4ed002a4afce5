--TEST--
Process: sendMessage() and pipeMessage between workers, in order; wrong ids
--FILE--
<?php
require __DIR__ . '/process.inc';

$prefork = new Prefork(<<<'PHP'
    function ($request) use (&$server) {
        $id = $server->workerId();
        try {
            foreach ([1, ['two' => 2], null] as $message) {
                $server->sendMessage($message, (int) ($request->get['to'] ?? 1 - $id));
            }
        } catch (Throwable $error) {
            return get_class($error) . ': ' . $error->getMessage();
        }
        return "sent by $id";
    }
    PHP, "'worker_num' => 2", <<<'PHP'
    $server->on('pipeMessage', function ($server, $from, $message) {
        error_log("worker {$server->workerId()} got " . json_encode($message) . " of worker $from");
    });
    PHP);
$sender = (int) substr((string) $prefork->get('/')->body, -1);
$other = 1 - $sender;
$expected = '';
foreach (['1', '{"two":2}', 'null'] as $message) {
    $expected .= "worker $other got $message of worker $sender\n";
}
var_dump($prefork->server->logs($expected));
echo $prefork->get('/?to=2');
echo $prefork->get('/?to=-1');
var_dump($prefork->stop());
?>
--EXPECT--
bool(true)
200 ValueError: Aha\Network\Server::sendMessage(): Argument #2 ($workerId) must be the id of another process, 0 to 1
200 ValueError: Aha\Network\Server::sendMessage(): Argument #2 ($workerId) must be the id of another process, 0 to 1
int(0)
