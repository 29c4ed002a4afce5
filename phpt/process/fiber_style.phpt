--TEST--
Process: with the option fiber every handler may call Aha\await(): workerStart, task, finish, pipeMessage, errors, added processes …
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$prefork = new Prefork(<<<'PHP'
    function ($req) use (&$server) {
        if ($req->path === '/throw') {
            throw new LogicException('thrown');
        }
        $server->sendMessage('hello', 2);
        return Aha\await($server->task(20));
    }
    PHP, "'worker_num' => 1, 'task_worker_num' => 1, 'fiber' => true", <<<'PHP'
    $say = function (string $what) { Aha\await(Aha\sleep(0.001)); error_log("said: $what"); };
    $server->on('managerStart', fn () => $say('managerStart'));
    $server->on('workerStart', fn ($server, $id) => $say("workerStart $id"));
    $server->on('workerStop', fn ($server, $id) => $say("workerStop $id"));
    $server->on('workerExit', fn ($server, $id) => $say("workerExit $id"));
    $server->on('task', function ($server, $id, $from, $n) { Aha\await(Aha\sleep(0.001)); return 2 * $n; });
    $server->on('finish', fn ($server, $id, $result) => $say("finish $result"));
    $server->on('pipeMessage', fn ($server, $from, $message) => $say("pipeMessage $message from $from"));
    $server->on('error', fn ($error) => $say('error ' . $error->getMessage()));
    $server->on('shutdown', fn () => $say('shutdown'));
    $server->addProcess(function () use ($say) {
        $say('process');
        try {
            Aha\await(Aha\sleep(3600));
        } finally {
            $say('process ends');
        }
    }, ['name' => 'p']);
    PHP);
echo $prefork->get('/'), $prefork->get('/throw');
$log = '';
foreach (['pipeMessage', 'finish', 'error', 'process'] as $line) {
    eventually(function () use ($prefork, &$log, $line) {
        $log .= $prefork->server->log();
        return str_contains($log, "said: $line");
    }) || print("no $line\n");
}
var_dump($prefork->stop());
$lines = preg_grep('/^said|StateException/', explode("\n", $log . $prefork->server->log()));
sort($lines);
echo implode("\n", $lines), "\n";
?>
--EXPECT--
200 40
500 page: 500 Internal Server Error: 
int(0)
said: error thrown
said: finish 40
said: managerStart
said: pipeMessage hello from 0
said: process
said: process ends
said: shutdown
said: workerExit 0
said: workerExit 1
said: workerStart 0
said: workerStart 1
said: workerStop 0
said: workerStop 1
