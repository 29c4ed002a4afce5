--TEST--
Logger: request id and web trace come from the running request, in its tasks and scopes too; error lines have the id
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

$server = new Server('
use Aha\Coroutine\Scope;
$logger = new Aha\Log\Logger(__DIR__ . "/web", ["format" => "json", "web_trace" => true, "flush_interval" => 0.01]);
$plain = new Aha\Log\Logger(__DIR__ . "/plain", ["web_trace" => true, "flush_interval" => 0.01]);
$line = new Aha\Log\Logger(__DIR__ . "/line", ["format" => "line", "flush_interval" => 0.01]);
$plain->info("outside");
$server = server(function ($request, $response) use ($logger, $plain, $line) {
    if ($request->path === "/fails") { throw new LogicException("failed"); }
    if ($request->path === "/sync") { $logger->info("sync"); $plain->info("sync"); $line->info("sync"); return $request->id(); }
    return (function () use ($request, $logger) {
        $logger->info("generator");
        yield Aha\sleep(0.001);
        $logger->info("after a wait");
        yield Aha\go(function () use ($logger) { yield; $logger->info("task"); yield Aha\go(fn () => $logger->info("its child")); });
        $scope = new Scope();
        $scope->go(fn () => $logger->info("scope"));
        yield $scope->join();
        Aha\background(function () use ($logger) { yield; $logger->info("background"); });
        Aha\Timer::after(1, fn () => $logger->info("timer"));
        yield Aha\sleep(0.05);
        return $request->id();
    })();
}, ["trusted_proxies" => ["127.0.0.1"]]);
$server->start();
');
$sync = $server->get('/sync?a=1', ['X-Request-Id: from-client.1', 'Referer: http://there/', 'X-Forwarded-For: 192.0.2.9'])->body;
echo "$sync\n";
$task = $server->get('/task', ['X-Request-Id: T1'])->body;
echo "$task\n";
foreach (['bad id', '', str_repeat('x', 129), "a\xc3\xa9", 'a"b', "a'b", 'a<b'] as $given) {
    $id = $server->get('/sync', ["X-Request-Id: $given"])->body;
    check(preg_match('/^[0-9a-f]{8}-\d+$/', $id) === 1, "made, in place of '$given': $id");
}
foreach (['a', str_repeat('x', 128), 'aZ09._:/+=@-'] as $given) {
    check($server->get('/sync', ["X-Request-Id: $given"])->body === $given, "taken: $given");
}
$first = $server->get('/sync')->body;
$second = $server->get('/sync')->body;
check($first !== $second && substr($first, 0, 8) === substr($second, 0, 8), "unlike each other: $first $second");
$server->get('/fails', ['X-Request-Id: broken-7']);
echo strtok($server->log(), "\n"), "\n";
$server->stop();

foreach (array_slice(file("$server->folder/web"), 0, 9) as $text) {
    $record = json_decode($text, true);
    echo $record['message'], ' ', $record['request_id'] ?? '-', ' ', json_encode($record['web'] ?? null, JSON_UNESCAPED_SLASHES), "\n";
}
echo implode('', array_slice(explode("\n", preg_replace('/=\S+ \S+/', '=DATE', shownLog("$server->folder/plain"), 2)), 0, 1)), "\n";
echo explode("\n", shownLog("$server->folder/plain"))[1], "\n";
echo explode("\n", shownLog("$server->folder/line"))[0], "\n";
--EXPECTF--
from-client.1
T1
aha: unhandled error in request GET /fails [id broken-7]: LogicException: failed in server.php:9
sync from-client.1 {"uri":"/sync","query":"a=1","refer":"http://there/","ip":"192.0.2.9"}
generator T1 {"uri":"/task","ip":"127.0.0.1"}
after a wait T1 {"uri":"/task","ip":"127.0.0.1"}
task T1 {"uri":"/task","ip":"127.0.0.1"}
its child T1 {"uri":"/task","ip":"127.0.0.1"}
scope T1 {"uri":"/task","ip":"127.0.0.1"}
background - null
timer - null
sync %s-1 {"uri":"/sync","ip":"127.0.0.1"}
[INFO]write_time=DATE
[INFO]write_time=DATE sync [WEB_TRACE]uri=/sync query=a=1 refer=http://there/ ip=192.0.2.9 request_id=from-client.1
DATE INFO [from-client.1] sync
