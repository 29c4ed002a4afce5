--TEST--
In a server: a request whose tasks wait for each other gets an error; a long poll never does
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv("SKIP_SLOW_TESTS")) die("skip slow: four seconds"); ?>
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
$server = new Server(<<<'PHP'
    $polls = [];
    $server = server(function ($req, $res) use (&$polls) {
        switch ($req->path) {
            case '/poll':
                return (function () use (&$polls) {
                    $polls[] = $channel = new Aha\Coroutine\Channel;
                    return yield $channel->pop();
                })();
            case '/deadlock':
                return (function () {
                    $channel = new Aha\Coroutine\Channel;
                    $child = Aha\go(function () use ($channel) { yield $channel->pop(); });
                    try {
                        yield $child;
                    } catch (Aha\DeadlockException $e) {
                        return explode(':', $e->getMessage())[0];
                    }
                })();
            case '/push':
                return (function () use (&$polls) {
                    foreach ($polls as $channel) {
                        yield $channel->push('news');
                    }
                    return count($polls) . ' told';
                })();
        }
    });
    $server->start();
    PHP);
$poll = $server->connect();
$poll->send(request('/poll'));
echo $server->get('/deadlock')->body, "\n";
sleep(2);
echo $server->get('/push')->body, "\n";
echo $poll->answer()->body, "\n";
var_dump($server->stop());
--EXPECT--
Every task of this scope waits, and no other code can reach what they wait for
1 told
news
int(0)
