--TEST--
Terminators: exactly once, after the response is finished: after success, errors, timeouts, clients that have gone
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$server = mvcServer([
    'T' => '<?php
        namespace App;
        class T implements \Aha\Mvc\RequestTerminator
        {
            public function terminate($request, $response, $context) {
                yield \Aha\sleep(0.001);
                echo "terminated ", $request->path, "\n";
                if ($request->path === "/throws") { throw new \LogicException("in the terminator"); }
            }
        }
        class Second implements \Aha\Mvc\RequestTerminator { public function terminate($request, $response, $context) { if ($request->path === "/throws") { echo "the other one runs\n"; } } }
        class Deny implements \Aha\Mvc\RequestFilter { public function doFilter($request, $context) { if ($request->path === "/denied") { return "denied"; } if ($request->path === "/filter") { throw new \LogicException("in the filter"); } } }',
    'Config/Middleware' => '<?php require_once __DIR__ . "/../T.php"; return ["group" => ["all" => [App\Second::class, App\T::class, App\Deny::class]], "match" => ["**" => "all"]];',
    'Actions/Ok' => 'return "ok";', 'Actions/Generator' => 'yield \Aha\sleep(0.001); return "generator";', 'Actions/Throws' => 'return "throws";', 'Actions/Fails' => 'throw new \LogicException("in the action");',
    'Actions/Later' => 'yield \Aha\sleep(0.001); throw new \LogicException("later");', 'Actions/Denied' => 'return "never";', 'Actions/Filter' => 'return "never";',
    'Actions/Slow' => '$this->_objDispatcher->getRequest()->setTimeout(0.2); try { yield \Aha\sleep(60); } finally { echo "slow is cancelled\n"; }', 'Actions/Deaf' => '$this->_objDispatcher->getRequest()->setTimeout(0.2); try { yield \Aha\sleep(60); } catch (\Throwable $e) { yield \Aha\sleep(60); }',
    'Actions/Stream' => '$res = $this->_objDispatcher->getResponse(); yield $res->write("a"); yield \Aha\sleep(0.001); echo "about to end\n"; $res->end("b"); yield \Aha\sleep(0.001); echo "action over\n";',
    'Actions/Callback' => '$res = $this->_objDispatcher->getResponse(); \Aha\Timer::after(5, function () use ($res) { echo "answers\n"; $res->end("callback"); });',
    'Actions/Nothing' => '', 'Actions/Exits' => 'exit(1);', 'Actions/Wait' => 'echo "waits\n"; yield \Aha\sleep(60);',
]);
$expect = function (string $path) use ($server) {
    $answer = $server->get($path);
    if (!$server->logs("terminated $path\n")) { echo "NOT TERMINATED\n"; }
    usleep(10000); // a second time would come now
    preg_match_all('/^(?:aha: .*?|(?!across tasks|in a task)[a-z].*)(?= in \S+:\d+$|$)/m', $server->log(), $lines);
    echo rtrim((string) $answer), "\n    ", implode("\n    ", $lines[0]), "\n";
};
foreach (['/ok', '/generator', '/fails', '/later', '/denied', '/filter', '/nosuch', '/stream', '/callback', '/nothing', '/exits', '/throws', '/slow', '/deaf'] as $path) {
    echo "-- $path: ";
    $expect($path);
}
echo "-- the client goes\n";
$client = $server->connect();
$client->send(request('/wait'));
$server->logs('waits') || print("NOT STARTED\n");
$client->close();
$server->logs("terminated /wait\n") || print("NOT TERMINATED\n");
echo $server->log();
echo "-- many at once\n";
$clients = [];
for ($i = 0; $i < 50; $i++) {
    $clients[] = $client = $server->connect();
    $client->send(request(['/ok', '/fails', '/generator'][$i % 3]));
}
foreach ($clients as $client) {
    $client->answer();
}
eventually(fn () => substr_count(file_get_contents("$server->folder/log"), 'terminated ') >= 65);
echo substr_count($server->log(), 'terminated '), "\n", $server->stop(), "\n";
?>
--EXPECT--
-- /ok: 200 ok
    terminated /ok
-- /generator: 200 generator
    terminated /generator
-- /fails: 500 page: 500 Internal Server Error:
    aha: unhandled error in request GET /fails: LogicException: in the action
    terminated /fails
-- /later: 500 page: 500 Internal Server Error:
    aha: unhandled error in request GET /later: LogicException: later
    terminated /later
-- /denied: 200 denied
    terminated /denied
-- /filter: 500 page: 500 Internal Server Error:
    aha: unhandled error in request GET /filter: LogicException: in the filter
    terminated /filter
-- /nosuch: 404 page: 404 Not Found: There is no action for &quot;/nosuch&quot;
    terminated /nosuch
-- /stream: 200 ab
    about to end
    action over
    terminated /stream
-- /callback: 200 callback
    answers
    terminated /callback
-- /nothing: 200
    terminated /nothing
-- /exits: 500 page: 500 Internal Server Error:
    aha: unhandled error in request GET /exits: Aha\ExitException: exit() was called in a request handler
    terminated /exits
-- /throws: 200 throws
    terminated /throws
    aha: unhandled error in a request terminator: LogicException: in the terminator
    the other one runs
-- /slow: 504 page: 504 Gateway Timeout:
    slow is cancelled
    aha: unhandled error in request GET /slow: Aha\DeadlineException: The deadline was exceeded
    terminated /slow
-- /deaf: 504 page: 504 Gateway Timeout:
    aha: request GET /deaf goes on after its deadline; it is answered 504
    aha: unhandled error in request GET /deaf: Aha\DeadlineException: Cancelled, and the grace period for cleaning up is over
    terminated /deaf
-- the client goes
waits
terminated /wait
-- many at once
50
0
