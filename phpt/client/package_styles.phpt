--TEST--
Client\Tcp, Client\Udp and Multi: coroutines, fibers, callbacks, plain scripts; a cancelled task closes its connection
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\{Multi, Pool, Tcp, Udp};
foreach (['tcp' => Tcp::class, 'udp' => Udp::class] as $type => $class) {
    $peer = new Peer($type);
    $options = ['timeout' => 30.0] + ($type === 'tcp' ? ['package_eof_keep' => false] : []);
    $client = new $class('127.0.0.1', $peer->port, $options);
    echo "-- $type\nplain script: ", Aha\await($client->request('echo a')), "\n";
    $figures = function (string $key) use ($peer) { // of all pools to this peer
        return array_sum(array_column(array_filter(Pool::stats(), fn ($name) => str_contains($name, ":$peer->port"), ARRAY_FILTER_USE_KEY), $key));
    };
    Aha\run(function () use ($client, $class, $peer, $figures) {
        echo 'coroutine: ', yield $client->request('echo b'), ' ', implode(',', yield [$client->request('echo c'), $client->request('echo d')]), "\n";
        $done = [];
        $client->request('echo e', null, function ($reply, $error) use (&$done) {
            $done[] = "callback: $reply " . var_export($error, true);
        });
        $client->request('silent', 0.05, function ($reply, $error) use (&$done) {
            $done[] = 'callback: ' . var_export($reply, true) . ' ' . get_class($error);
        });
        $client->connect(function ($result, $error) use (&$done, $client) {
            $done[] = 'connected: ' . var_export([$result, $error], true);
            $client->send("echo f\r\n\r\n", function ($result, $error) use (&$done, $client) {
                $client->receive(10.0, function ($package, $error) use (&$done) {
                    $done[] = 'received: ' . trim($package) . ' ' . var_export($error, true);
                });
            });
        });
        while (count($done) < 4) {
            yield Aha\sleep(0.01);
        }
        sort($done);
        echo preg_replace('/\s+/', ' ', implode('; ', $done)), "\n";
        $client->close();
        yield Aha\fiber(function () use ($client, $class, $peer) {
            echo 'fiber: ', Aha\await($client->request('echo g')), ' ';
            echo implode(',', Aha\await(Aha\all([$client->request('echo h'), $client->request('echo i')]))), ' ';
            echo trim(Aha\await((new $class('127.0.0.1', $peer->port))->setPackage("echo j"))['data'] ?? 'no envelope'), ' ';
            try {
                Aha\await($client->request('silent', 0.05));
            } catch (Aha\TimeoutException $e) {
                echo $e->getCode(), ' ';
            }
            Aha\await($client->connect());
            Aha\await($client->send("echo k\r\n\r\n"));
            echo trim(Aha\await($client->receive())), "\n";
            $client->close();
        });
        $tasks = ['coroutine' => fn () => yield $client->request('silent'), 'fiber' => fn () => yield Aha\fiber(fn () => Aha\await($client->request('silent')))];
        foreach ($tasks as $style => $body) {
            $closed = $figures('closed');
            $task = Aha\go($body);
            yield Aha\sleep(0.02);
            $inUse = $figures('in_use');
            $task->cancel();
            try {
                yield $task;
            } catch (Aha\CancelledException) {
            }
            yield Aha\sleep(0.01);
            echo "cancelled $style: in use $inUse, then ", $figures('in_use'), ', closed ', $figures('closed') - $closed, "\n";
        }
        try {
            yield Aha\timeout(0.05, $client->request('silent'));
        } catch (Aha\TimeoutException $e) {
            echo $e->getMessage(), ', in use ', $figures('in_use'), "\n";
        }
    });
    // Several, in each style.
    $make = fn () => (new Multi())->register((new $class('127.0.0.1', $peer->port, $options))->setPackage('echo 1')->setRequestId('a'))
        ->register((new $class('127.0.0.1', $peer->port, $options))->setPackage('echo 2')->setRequestId('b'));
    $texts = fn (array $envelope) => implode(',', array_map(fn ($member) => $member['data'], $envelope['data']));
    Aha\run(function () use ($make, $texts) {
        echo 'multi: ', $texts(yield $make());
        yield Aha\fiber(function () use ($make, $texts) { echo ' ', $texts(Aha\await($make())); });
        $make()->loop(function ($envelope) use ($texts) { echo ' ', $texts($envelope), "\n"; });
    });
    $peer->stop();
}
?>
--EXPECT--
-- tcp
plain script: a
coroutine: b c,d
callback: NULL Aha\TimeoutException; callback: e NULL; connected: array ( 0 => NULL, 1 => NULL, ); received: f NULL
fiber: g h,i j 3 k
cancelled coroutine: in use 1, then 0, closed 1
cancelled fiber: in use 1, then 0, closed 1
The operation took longer than 0.05 s, in use 0
multi: 1,2 1,2 1,2
-- udp
plain script: a
coroutine: b c,d
callback: NULL Aha\TimeoutException; callback: e NULL; connected: array ( 0 => NULL, 1 => NULL, ); received: f NULL
fiber: g h,i j 3 k
cancelled coroutine: in use 1, then 0, closed 1
cancelled fiber: in use 1, then 0, closed 1
The operation took longer than 0.05 s, in use 0
multi: 1,2 1,2 1,2
