--TEST--
Mvc: the future of a request: awaited by generators and fibers, cancelled, dropped; two requests for one response
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
const FILES = [
    'Actions/Plain' => 'return "plain";',
    'Actions/Gen' => 'yield \Aha\sleep(0.002); return "generator";',
    'Actions/Late' => 'yield \Aha\sleep(0.001); throw new \RuntimeException("late");',
    'Actions/Long' => 'try { yield \Aha\sleep(30); } finally { echo "ended!\n"; }',
    'Actions/Held' => '$GLOBALS["held"] = $this->_objDispatcher;',
    'Actions/Context' => 'return "user " . \Aha\context()->get("user") . (yield \Aha\go(fn () => " and " . \Aha\context()->get("user")));',
];
const HANDLERS = [
    'generator' => 'function ($req, $res) { $r = yield Aha\Bootstrap::getInstance()->http($req, $res); echo "value! ", json_encode($r), "\n"; }',
    'fiber' => 'function ($req, $res) { $r = Aha\await(Aha\Bootstrap::getInstance()->http($req, $res)); echo "value! ", json_encode($r), "\n"; }',
    'dispatch' => 'function ($req, $res) { try { $r = yield (new Aha\Mvc\Dispatcher("App"))->setRequest($req)->setResponse($res)->dispatch(new Aha\Mvc\Router("App", $req->path)); echo "value! ", json_encode($r), "\n"; } catch (RuntimeException $e) { $res->end("caught " . $e->getMessage()); } }',
    'cancelled' => 'function ($req, $res) { $f = Aha\Bootstrap::getInstance()->http($req, $res); yield Aha\sleep(0.005); $f->cancel(); yield $f; }',
    'dropped' => 'function ($req, $res) { Aha\Bootstrap::getInstance()->http($req, $res); }',
    'with a timeout' => 'function ($req, $res) { try { yield Aha\timeout(0.01, Aha\Bootstrap::getInstance()->http($req, $res)); } catch (Aha\TimeoutException $e) { echo "timeout!\n"; } }',
    'twice' => 'function ($req, $res) { $a = Aha\Bootstrap::getInstance(); yield [$a->http($req, $res), $a->http($req, $res)]; }',
    'context' => 'function ($req, $res) { Aha\context()->set("user", "ada"); yield Aha\sleep(0); yield Aha\Bootstrap::getInstance()->http($req, $res); }',
];
foreach (HANDLERS as $name => $handler) {
    echo "-- $name\n";
    $server = mvcServer(FILES, '', ($name === 'fiber' ? "'fiber' => true, " : '') . "'request_timeout' => 1.0", $handler);
    foreach ($name === 'context' ? ['context'] : ['plain', 'gen', 'late', 'long', 'held', 'none'] as $path) {
        if (($path === 'long' || $path === 'held') && !in_array($name, ['cancelled', 'with a timeout'])) {
            continue;
        }
        echo str_pad($path, 8), $server->get("/$path");
    }
    $server->stop();
    $lines = explode("\n", trim(errors($server)));
    sort($lines);
    echo implode("\n", $lines), "\n";
}
?>
--EXPECT--
-- generator
plain   200 plain
gen     200 generator
late    500 page: 500 Internal Server Error: 
none    404 page: 404 Not Found: There is no action for &quot;/none&quot;
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
value! null
value! null
value! null
value! null
-- fiber
plain   200 plain
gen     200 generator
late    500 page: 500 Internal Server Error: 
none    404 page: 404 Not Found: There is no action for &quot;/none&quot;
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
value! null
value! null
value! null
value! null
-- dispatch
plain   200 plain
gen     200 generator
late    500 page: 500 Internal Server Error: 
none    200 caught There is no action for "/none"
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
value! null
value! null
value! null
-- cancelled
plain   200 plain
gen     200 generator
late    500 page: 500 Internal Server Error: 
long    500 page: 500 Internal Server Error: 
held    500 page: 500 Internal Server Error: 
none    404 page: 404 Not Found: There is no action for &quot;/none&quot;
aha: unhandled error in request GET /held: Aha\CancelledException: The request was cancelled in server.php:8
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
aha: unhandled error in request GET /long: Aha\CancelledException: The request was cancelled in server.php:3
ended!
-- dropped
plain   200 plain
gen     200 generator
late    500 page: 500 Internal Server Error: 
none    404 page: 404 Not Found: There is no action for &quot;/none&quot;
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
-- with a timeout
plain   200 plain
gen     200 generator
late    500 page: 500 Internal Server Error: 
long    500 page: 500 Internal Server Error: 
held    500 page: 500 Internal Server Error: 
none    404 page: 404 Not Found: There is no action for &quot;/none&quot;
aha: unhandled error in request GET /held: Aha\CancelledException: The request was cancelled in server.php:8
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
aha: unhandled error in request GET /long: Aha\CancelledException: The request was cancelled in server.php:8
ended!
timeout!
timeout!
-- twice
plain   200 plain
gen     200 generator
late    500 page: 500 Internal Server Error: 
none    404 page: 404 Not Found: There is no action for &quot;/none&quot;
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
aha: unhandled error in request GET /late: RuntimeException: late in App/Actions/Late.php:7
-- context
context 200 user ada and ada
