--TEST--
TCP: an exception and exit() in each handler end that connection only; the event error
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

const FAIL = "function fail(\$how) { if (\$how === 'throw') { throw new LogicException('failed'); } if (\$how === 'exit') { exit(3); } eval('function f() {} function f() {}'); }\n";
const PLACES = [
    'connect' => '$server->on("connect", function ($server, $fd) use (&$how) { if ($how) { fail($how); } })->on("receive", fn ($s, $fd, $f, $data) => $s->send($fd, $data));',
    'receive' => '$server->on("receive", function ($server, $fd, $from, $data) { $server->send($fd, $data); if ($data !== "ok") { fail($data); } });',
    'receive, later' => '$server->on("receive", function ($server, $fd, $from, $data) { yield Aha\sleep(0.001); $server->send($fd, $data); if ($data !== "ok") { fail($data); } });',
    'receive, child' => '$server->on("receive", function ($server, $fd, $from, $data) { $server->send($fd, $data); $data !== "ok" && Aha\go(function () use ($data) { yield Aha\sleep(0.001); fail($data); }); });',
    'receive, fiber' => '$server->on("receive", function ($server, $fd, $from, $data) { Aha\await(Aha\sleep(0.001)); $server->send($fd, $data); if ($data !== "ok") { fail($data); } });',
    'connection' => '$server->on("connection", function ($c) { while (($data = yield $c->receive()) !== null) { $c->send($data); if ($data !== "ok") { fail($data); } } });',
    'close' => '$server->on("receive", fn ($s, $fd, $f, $data) => $s->send($fd, $data) && ($GLOBALS["last"] = $data))->on("close", function () { if ($GLOBALS["last"] !== "ok") { $how = $GLOBALS["last"]; $GLOBALS["last"] = "ok"; fail($how); } });',
];
foreach (PLACES as $place => $handlers) {
    foreach (['throw', 'exit'] as $how) {
        $set = $place === 'connect' ? "\$how = '$how';" : '';
        $server = tcpServer(FAIL . $set . $handlers . ' $server->on("error", function ($e, $c) { $GLOBALS["how"] = ""; echo "error: ", get_class($e), " ", $c?->id(), "\n"; });',
            $place === 'receive, fiber' ? '"fiber" => true' : '');
        $other = $place === 'connect' ? null : $server->connect();
        $other?->send("ok\r\n");
        $other?->read(2);
        $client = $server->connect();
        $client->send("$how\r\n");
        if ($place === 'close') {
            stream_socket_shutdown($client->socket, STREAM_SHUT_WR);
        }
        echo str_pad("$place: $how", 22), ' got ', json_encode($client->rest());
        $client->close();
        $server->logs('unhandled error') || print(' NOT LOGGED ');
        $other ??= $server->connect();
        $other->send("ok\r\n");
        echo ' | the other: ', $other->read(2), ' | exit code ', $server->stop(), "\n";
        preg_match_all('/^(?:aha|error).*$/m', $server->log(), $lines);
        echo preg_replace(['/^/m', '/ in server.php.*/', '/connection (\d+) of \S+/'], ['    ', '', 'connection $1:'], implode("\n", $lines[0])), "\n";
    }
}
?>
--EXPECT--
connect: throw         got "" | the other: ok | exit code 0
    aha: unhandled error in connection 1: LogicException: failed
    error: LogicException 1
connect: exit          got "" | the other: ok | exit code 0
    aha: unhandled error in connection 1: Aha\ExitException: exit() was called in a handler
    error: Aha\ExitException 1
receive: throw         got "throw" | the other: ok | exit code 0
    aha: unhandled error in connection 2: LogicException: failed
    error: LogicException 2
receive: exit          got "exit" | the other: ok | exit code 0
    aha: unhandled error in connection 2: Aha\ExitException: exit() was called in a handler
    error: Aha\ExitException 2
receive, later: throw  got "throw" | the other: ok | exit code 0
    aha: unhandled error in connection 2: LogicException: failed
    error: LogicException 2
receive, later: exit   got "exit" | the other: ok | exit code 0
    aha: unhandled error in connection 2: Aha\ExitException: exit() was called in a task
    error: Aha\ExitException 2
receive, child: throw  got "throw" | the other: ok | exit code 0
    aha: unhandled error in connection 2: LogicException: failed
    error: LogicException 2
receive, child: exit   got "exit" | the other: ok | exit code 0
    aha: unhandled error in connection 2: Aha\ExitException: exit() was called in a task
    error: Aha\ExitException 2
receive, fiber: throw  got "throw" | the other: ok | exit code 0
    aha: unhandled error in connection 2: LogicException: failed
    error: LogicException 2
receive, fiber: exit   got "exit" | the other: ok | exit code 0
    aha: unhandled error in connection 2: Aha\ExitException: exit() was called in a task
    error: Aha\ExitException 2
connection: throw      got "throw" | the other: ok | exit code 0
    aha: unhandled error in connection 2: LogicException: failed
    error: LogicException 2
connection: exit       got "exit" | the other: ok | exit code 0
    aha: unhandled error in connection 2: Aha\ExitException: exit() was called in a task
    error: Aha\ExitException 2
close: throw           got "throw" | the other: ok | exit code 0
    aha: unhandled error in the handler of close: LogicException: failed
close: exit            got "exit" | the other: ok | exit code 0
    aha: unhandled error in the handler of close: Aha\ExitException: exit() was called in a task
