--TEST--
Client\Tcp and Client\Udp: the trace hook hears of each request's start and its one end
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\{HttpClient, Multi, Tcp, Udp};
ini_set('error_log', '/dev/null');
$ids = [];
$hook = function (string $event, array $call) use (&$ids) {
    yield Aha\sleep(0); // it may wait
    $ids[$call['id']][] = $event;
    $error = isset($call['error']) ? get_class($call['error']) . ' ' . $call['error']->getCode() : '-';
    echo "$event ", preg_replace('/:\d{4,5}$/', ':PORT', $call['name']), " $error ", implode(',', array_keys($call)),
        ($call['seconds'] ?? 0) >= 0 && abs($call['time'] - microtime(true)) < 60 ? '' : ' wrong time', "\n";
};
foreach (['tcp' => Tcp::class, 'udp' => Udp::class] as $type => $class) {
    $peer = new Peer($type);
    Aha\run(function () use ($type, $class, $peer, $hook, &$ids) {
        $ids = [];
        $client = new $class('127.0.0.1', $peer->port, ['on_trace' => $hook, 'timeout' => 10.0]);
        yield $client->request('echo a');
        yield Aha\sleep(0.01);
        yield outcome($client->request('silent', 0.05));
        yield Aha\sleep(0.01);
        $cancelled = $client->request('silent');
        $cancelled->cancel();
        yield outcome($cancelled);
        yield Aha\sleep(0.01);
        $refused = new $class('127.0.0.1', deadPort($type), []);
        yield outcome($refused->onTrace($hook)->request('x'));
        yield Aha\sleep(0.01);
        yield (new Multi())->register($client->setPackage('echo b')); // Aha's shape
        yield Aha\sleep(0.01);
        yield $client->connect(); // no request
        $client->close();
        yield $client->onTrace(null)->request('echo c');
        $client->onTrace(function () { throw new LogicException('in the hook'); });
        echo trim(yield $client->request('echo it harms nobody')), "\n";
        echo count($ids), ' requests, ', json_encode(array_unique(array_map('count', $ids)) === [array_key_first($ids) => 2] ? 'ok' : $ids), "\n";
        // A client that nobody holds any more tells the end as well.
        $last = (new $class('127.0.0.1', $peer->port, ['on_trace' => $hook]))->request('echo d');
        yield $last;
        yield Aha\sleep(0.01);
        try { new $class('127.0.0.1', 1, ['on_trace' => 5]); } catch (Aha\ConfigException $e) { echo $e->getMessage(), "\n"; }
    });
    $peer->stop();
}
// A hook that holds its client is garbage with it.
class Probe { function __destruct() { echo "gone\n"; } }
gc_collect_cycles();
$tcp = new Tcp('127.0.0.1', 1, []);
$probe = new Probe;
$tcp->onTrace(function () use ($tcp, $probe) {});
unset($tcp, $probe);
gc_collect_cycles();
echo "end\n";
?>
--EXPECTF--
start tcp://127.0.0.1:PORT - id,name,time
end tcp://127.0.0.1:PORT - id,name,time,seconds
start tcp://127.0.0.1:PORT - id,name,time
error tcp://127.0.0.1:PORT Aha\TimeoutException 3 id,name,time,seconds,error
start tcp://127.0.0.1:PORT - id,name,time
error tcp://127.0.0.1:PORT Aha\CancelledException 0 id,name,time,seconds,error
start tcp://127.0.0.1:PORT - id,name,time
error tcp://127.0.0.1:PORT Aha\ConnectException 1 id,name,time,seconds,error
start tcp://127.0.0.1:PORT - id,name,time
end tcp://127.0.0.1:PORT - id,name,time,seconds
it harms nobody
5 requests, "ok"
start tcp://127.0.0.1:PORT - id,name,time
end tcp://127.0.0.1:PORT - id,name,time,seconds
Aha\Client\Tcp: option "on_trace" must be function (string $event, array $call): void, 5 given
start udp://127.0.0.1:PORT - id,name,time
end udp://127.0.0.1:PORT - id,name,time,seconds
start udp://127.0.0.1:PORT - id,name,time
error udp://127.0.0.1:PORT Aha\TimeoutException 3 id,name,time,seconds,error
start udp://127.0.0.1:PORT - id,name,time
error udp://127.0.0.1:PORT Aha\CancelledException 0 id,name,time,seconds,error
start udp://127.0.0.1:PORT - id,name,time
error udp://127.0.0.1:PORT Aha\ConnectException 1 id,name,time,seconds,error
start udp://127.0.0.1:PORT - id,name,time
end udp://127.0.0.1:PORT - id,name,time,seconds
it harms nobody
5 requests, "ok"
start udp://127.0.0.1:PORT - id,name,time
end udp://127.0.0.1:PORT - id,name,time,seconds
Aha\Client\Udp: option "on_trace" must be function (string $event, array $call): void, 5 given
gone
end
