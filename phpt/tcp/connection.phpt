--TEST--
TCP: one handler for a connection: receive() in a loop, its ends, timeout, facts; half close
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

$server = tcpServer(<<<'PHP'
    $server->on('connection', function (Aha\Server\Connection $c) use ($server) {
        try {
            while (($p = yield $c->receive()) !== null) {
                if ($p === 'quit') {
                    return;
                } elseif ($p === 'same') {
                    yield $c->send(var_export($server->connection($c->id()) === $c, true) . "\n");
                } elseif ($p === 'timeout') {
                    try {
                        yield $c->receive(0.02);
                    } catch (Aha\TimeoutException $e) {
                        yield $c->send($e->getMessage() . "\n");
                    }
                } elseif ($p === 'end') {
                    var_dump($c->end("bye\n"), $c->end('twice'), yield $c->receive());
                    return;
                } elseif ($p === 'shutdown') {
                    $c->send("last\n");
                    var_dump($c->shutdown());
                    try { $c->send('more'); } catch (Aha\StateException $e) { echo $e->getMessage(), "\n"; }
                    $shut = true;
                } elseif ($p === 'facts') {
                    yield $c->send(json_encode([$c->id() > 0, $c->remoteAddress(), $c->remotePort() > 0, $c->localAddress(), $c->localPort() === $server->port(),
                        abs($c->connectedAt() - time()) < 5, abs($c->lastReceivedAt() - time()) < 5, $c->bytesIn(), $c->bytesOut(), $c->isEncrypted(), $c->isOpen(), $c->endedBy()]) . "\n");
                } elseif ($p === 'callback') {
                    $c->receive(null, function ($package, $error = null) use ($c) { $c->send("called with $package\n"); });
                    yield Aha\sleep(0.02);
                } else {
                    yield $c->send(strtoupper($p) . "\n");
                }
            }
            echo "null: {$c->endedBy()}\n";
            if (empty($shut)) {
                yield $c->send("after the end\n");
            }
        } finally {
            echo "finally\n";
        }
    });
    $server->on('close', function ($server, $fd) { echo 'close ', var_export($server->exist($fd), true), "\n"; });
    PHP);
echo 'half close: ', talk($server, "a\r\nb\r\n");
$server->logs('close') || print("no close\n");
echo $server->log();
foreach (['same', 'timeout', 'facts', "callback\r\nx", 'shutdown', 'end', 'quit'] as $word) {
    $client = $server->connect();
    $client->send("$word\r\n");
    if ($word === 'same' || $word === 'timeout' || $word === 'facts' || $word[0] === 'c') {
        echo "$word: ", readLine($client);
        $client->close();
    } else {
        echo "$word: ", $client->rest();
        $client->close();
    }
    $server->logs('close') || print("no close\n");
    echo preg_replace('/^/m', '    ', trim($server->log())), "\n";
}
var_dump($server->stop());

function readLine(Client $client): string
{
    $text = '';
    while (!str_ends_with($text, "\n") && '' !== $byte = $client->read(1)) {
        $text .= $byte;
    }
    return $text;
}
?>
--EXPECT--
half close: A
B
after the end
null: 
finally
close false
same: true
    null: 
    finally
    close false
timeout: The package from the peer took longer than 0.02 s
    null: 
    finally
    close false
facts: [true,"127.0.0.1",true,"127.0.0.1",true,true,true,7,0,false,true,""]
    null: 
    finally
    close false
callback
x: called with x
    null: 
    finally
    close false
shutdown: last
    bool(true)
    The sending side was shut down: nothing can be sent any more
    null: 
    finally
    close false
end: bye
    bool(true)
    bool(false)
    NULL
    finally
    close false
quit:     finally
    close false
int(0)
