--TEST--
Client\Tcp: package_length_func says how long an answer is; it may throw, close and drop the client
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/peer.inc';
use Aha\Client\Tcp;
ini_set('log_errors', '1');
ini_set('error_log', $log = tempnam(sys_get_temp_dir(), 'aha'));
$peer = new Peer('tcp', '');
// "12:" and twelve bytes
function netstring(string $begin): int
{
    $at = strpos($begin, ':');
    return match (true) {
        $at === false => strlen($begin) < 6 ? 0 : -1,
        !preg_match('/^\d+:/', $begin) => -1,
        default => $at + 1 + (int) substr($begin, 0, $at),
    };
}
Aha\run(function () use ($peer) {
    $connect = fn (callable $function, array $options = []) => new Tcp('127.0.0.1', $peer->port, $options + ['package_length_func' => $function, 'timeout' => 30.0]);
    $tcp = $connect(netstring(...));
    foreach (['5:hello', '0:', '1000:' . str_repeat('x', 1000)] as $package) {
        echo substr(yield $tcp->request($package), 0, 10), ' ';
    }
    echo implode(' ', yield [$tcp->request('1:a'), $tcp->request('1:b')]), "\n";
    $stats = Aha\Client\Pool::stats()["tcp://127.0.0.1:$peer->port"];
    echo $stats['requests'], ' requests, ', $stats['created'], " connections\n";
    echo yield $tcp->request('2:aa1:b'), ' ', yield $tcp->request('1:c'), "\n"; // surplus is not the next answer
    echo yield outcome($tcp->request('nonsense')), "\n";
    echo yield outcome($connect(netstring(...), ['package_max_length' => 10])->request('8:12345678')), "\n";
    echo yield outcome($connect(netstring(...), ['package_max_length' => 10])->request('9:123456789')), "\n";
    echo yield outcome($connect(function () { throw new LogicException('no such length'); })->request('x')), "\n";
    echo yield outcome($connect(fn () => 'x')->request('x')), "\n";
    // Equal options, other function: other connections.
    $pair = [$connect(fn ($begin) => 2), $connect(fn ($begin) => 3)];
    echo yield $pair[0]->request('ab'), ' ', yield $pair[1]->request('abc'), ' ', yield $pair[0]->request('de'), "\n";

    // A connection of its own: packages that come glued, and one that is cut off.
    yield $tcp->connect();
    yield $tcp->send('1:a2:bb3:ccc4:dd');
    echo yield $tcp->receive(), yield $tcp->receive(), yield $tcp->receive(), ' ';
    yield $tcp->send('dd');
    echo yield $tcp->receive(), "\n";
    $tcp->close();

    // The function ends what it is asked for.
    $closing = $connect(function () use (&$closing) { $closing->close(); return 1; });
    yield $closing->connect();
    yield $closing->send('x');
    var_dump(yield $closing->receive());
    $again = $connect(function () use (&$again) { $again->close(); $again->connect(); return 1; });
    yield $again->connect();
    yield $again->send('x');
    var_dump(yield $again->receive());
    unset($again, $closing);
    $future = null;
    $cancelling = $connect(function () use (&$future, &$cancelling) { $cancelling = null; $future->cancel(); return 1; });
    $future = $cancelling->request('x');
    echo yield outcome($future), "\n";
    $nested = $connect(function () use (&$nested, &$inner) { $inner ??= $nested->request('y'); return 1; });
    echo yield $nested->request('x'), yield $inner, "\n";
    try { $connect(netstring(...), ['open_eof_check' => true]); } catch (Aha\ConfigException $e) { echo $e->getMessage(), "\n"; }
    try { new Tcp('127.0.0.1', 1, ['package_length_func' => 'no_such']); } catch (Aha\ConfigException $e) { echo $e->getMessage(), "\n"; }
});
echo preg_replace(['/^\[.*?\] /m', '~/\S*/~'], '', file_get_contents($log));
unlink($log);
// What the function holds is collected with the client, and its connections are closed.
class Probe { function __destruct() { echo "gone\n"; } }
gc_collect_cycles();
Aha\run(function () use ($peer) {
    $probe = new Probe;
    $tcp = new Tcp('127.0.0.1', $peer->port, ['package_length_func' => function () use (&$tcp, $probe) { return 1; }]);
    unset($probe);
    yield $tcp->request('x');
    yield Aha\sleep(0);
    $pools = count(Aha\Client\Pool::stats());
    unset($tcp);
    gc_collect_cycles();
    echo $pools - count(Aha\Client\Pool::stats()), " pool less\n";
});
?>
--EXPECTF--
5:hello 0: 1000:xxxxx 1:a 1:b
5 requests, 2 connections
2:aa 1:c
Aha\ProtocolException 4: package_length_func has called a package malformed
"8:12345678"
Aha\ProtocolException 4: A package of 11 bytes is larger than package_max_length (10 bytes)
Aha\ProtocolException 4: package_length_func has called a package malformed
Aha\ProtocolException 4: package_length_func has called a package malformed
ab abc de
1:a2:bb3:ccc 4:dddd
NULL
NULL
Aha\CancelledException 0: %s
xy
Aha\Client\Tcp: option "package_length_func" must be alone, without open_eof_check and open_eof_split, Closure given
Aha\Client\Tcp: option "package_length_func" must be function (string $begin): int, "no_such" given
aha: unhandled error in package_length_func: LogicException: no such length in tcp_length_func.php:%d
%A
aha: package_length_func must return an int: 0 for more bytes, the length of the package, or -1 for what is none
gone
1 pool less
