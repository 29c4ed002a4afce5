--TEST--
HTTP: writes that are not awaited end in BackpressureException
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $res->header('Content-Type', 'application/octet-stream');
        for ($i = 0; ; ++$i) {
            try {
                $res->write(str_repeat('x', 100_000));
            } catch (Aha\BackpressureException $e) {
                echo preg_replace('/\d{6,}/', 'N', $e->getMessage()), "\n";
                echo $i > 5 && $i < 1000 ? 'after some' : "after $i", ' ', $res->queuedBytes() < 700_000 ? 'bounded' : $res->queuedBytes(), "\n";
                return;
            }
        }
    }, ['buffer_output_size' => 500_000])->start();
    PHP);
$client = $server->connect();
$client->send(request('/'));
$server->logs('bounded'); // nothing is read before
$answer = $client->answer();
echo strlen($answer->body) > 500_000 ? 'all came' : strlen($answer->body), ' ', $answer->broken, "\n";
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
all came 
int(0)
The client has not taken N bytes yet (buffer_output_size is N): await each write()
after some bounded
