--TEST--
gc: clients whose callbacks hold them, and requests by the thousand
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../client/peer.inc';
use Aha\Client\{Multi, Tcp};
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
$peer = new Peer();
gc_collect_cycles();
Aha\run(function () use ($peer) {
    $tcp = new Tcp('127.0.0.1', $peer->port);
    $probe = new Probe('client');
    $tcp->setPackage('echo x')->setCallback(function () use ($tcp, $probe) {});
    unset($probe);
    yield $tcp;
    unset($tcp);
    var_dump(gc_collect_cycles() > 0);
    $multi = new Multi();
    $probe = new Probe('multi');
    $multi->register((new Tcp('127.0.0.1', $peer->port))->setPackage('echo y'))->setCallback(function () use (&$multi, $probe) {});
    unset($probe);
    yield $multi;
    $multi->register((new Tcp('127.0.0.1', $peer->port))->setPackage('silent')->setRequestId('z'));
    $running = $multi->future(); // under way: nothing of it is garbage
    unset($multi);
    gc_collect_cycles();
    $running->cancel();
    try { yield $running; } catch (Aha\CancelledException) { echo "cancelled\n"; }
    unset($running);
    yield Aha\sleep(0.001);
    gc_collect_cycles();
    $flat = new Tcp('127.0.0.1', $peer->port, ['timeout' => 5.0]);
    for ($i = 0; $i < 600; $i++) {
        if ($i === 100) { $before = memory_get_usage(); }
        yield $flat->request('echo z');
        yield $flat->setPackage('echo z');
    }
    echo memory_get_usage() - $before < 2000 ? "flat\n" : 'grown by ' . memory_get_usage() - $before . "\n";
});
--EXPECT--
client gone
bool(true)
cancelled
multi gone
flat
