--TEST--
gc: HTTP clients whose hooks, callbacks and bodies refer to them; responses and streams that are dropped
--EXTENSIONS--
aha
--FILE--
<?php
require dirname(__DIR__) . '/client/http.inc';
use Aha\Client\{CookieJar, Http, HttpClient};
class Probe { function __construct(public $name) {} function __destruct() { echo "{$this->name} gone\n"; } }
$server = new Server(MIRROR);
$url = "http://127.0.0.1:$server->port";
gc_collect_cycles();

$probe = new Probe('hook');
$client = new HttpClient();
$client->onTrace(function () use (&$client, $probe) {});
unset($client, $probe);
var_dump(gc_collect_cycles() > 0);

$probe = new Probe('callback');
$aha = new Http('GET', $url);
$aha->setCallback(function () use (&$aha, $probe) {});
unset($aha, $probe);
var_dump(gc_collect_cycles() > 0);

Aha\run(function () use ($url) {
    $client = new HttpClient(['cookies' => new CookieJar()]);
    $probe = new Probe('hook of a client that was used');
    $client->onTrace(function () use ($client, $probe) {});
    yield $client->get($url);
    unset($client, $probe);
    yield Aha\sleep(0.02);
    var_dump(gc_collect_cycles() > 0);

    $future = Http::put($url, ['body' => (function () {
        $probe = new Probe('generator of a body');
        yield 'a';
    })()]);
    yield $future;
    unset($future);
    yield Aha\sleep(0.02);
    // A generator that still waits when its request is cancelled.
    $never = new Aha\Deferred();
    $future = Http::put($url, ['body' => (function () use ($never) {
        try {
            yield 'a';
            yield $never->future();
        } finally {
            echo "cleaned up\n";
        }
    })()]);
    yield Aha\sleep(0.05);
    $future->cancel();
    yield Aha\sleep(0.02);
    unset($future, $never);
    // A response whose stream is dropped half-way.
    $probe = new Probe('callback of a response');
    $r = yield Http::get($url, ['stream' => true]);
    $r->body()->read()->on(function () use ($probe) {});
    unset($r, $probe);
    yield Aha\sleep(0.05);
    gc_collect_cycles();
    echo "end of run\n";
});
// Flat over many requests of all kinds.
$round = function () use ($url) {
    $client = new HttpClient(['cookies' => new CookieJar()]);
    yield $client->get($url);
    yield $client->put($url, ['body' => ['a', 'b']]);
    yield $client->put($url, ['body' => (function () { yield 'a'; yield Aha\sleep(0); })()]);
    $r = yield $client->get($url, ['stream' => true]);
    yield $r->body()->readAll();
    $r = yield $client->get($url, ['stream' => true]);
    yield (new Http('GET', $url, 20, 20))->setRequestBody(['a' => 'b']);
    try {
        yield $client->get("$url/status/404", ['throw' => true]);
    } catch (Aha\Client\ResponseException) {
    }
    try {
        yield $client->get('http://127.0.0.1:1/');
    } catch (Aha\ConnectException) {
    }
    $cancelled = $client->get($url);
    $cancelled->cancel();
};
for ($i = 0; $i < 40; ++$i) {
    Aha\run($round);
    if ($i === 19) {
        gc_collect_cycles();
        $before = [memory_get_usage(), count(scandir('/proc/self/fd'))];
    }
}
gc_collect_cycles();
$grown = memory_get_usage() - $before[0];
echo $grown < 4096 ? 'flat' : "grown by $grown", ' ', count(scandir('/proc/self/fd')) - $before[1], "\n";
echo "end\n";
?>
--EXPECT--
hook gone
bool(true)
callback gone
bool(true)
hook of a client that was used gone
bool(true)
generator of a body gone
cleaned up
callback of a response gone
end of run
flat 0
end
