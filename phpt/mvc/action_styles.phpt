--TEST--
Mvc: actions as plain functions, generators, callbacks and fibers; execute() and excute(), before() and after()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
const FILES = [
    'Actions/Plain' => 'return "plain";',
    'Actions/Execute' => 'public function execute() { return ["by" => "execute"]; }',
    'Actions/Both' => 'public function execute() { return "execute wins"; } public function excute() { return "excute"; }',
    'Actions/Json' => 'return new class implements \JsonSerializable { public function jsonSerialize(): mixed { return [1, null]; } };',
    'Actions/Ended' => '$this->_objDispatcher->getResponse()->status(201)->end("ended");',
    'Actions/Response' => '$res = $this->_objDispatcher->getResponse(); $res->end("response"); return $res;',
    'Actions/Nothing' => '',
    'Actions/Generator' => 'yield \Aha\sleep(0.001); $r = yield $this->model(); return "generator $r"; } private function model() { $x = yield \Aha\sleep(0.001); yield ("by its last yield");',
    'Actions/Last' => '$r = yield [\Aha\sleep(0.001), 5]; yield (["last" => 1]);',
    'Actions/GeneratorEnds' => 'yield \Aha\sleep(0.001); $this->_objDispatcher->getResponse()->end("ended later"); yield "not this";',
    'Actions/Future' => 'return \Aha\go(function () { yield \Aha\sleep(0.001); return "of a task"; });',
    'Actions/Callback' => 'public function excute() { \Aha\Timer::after(5, [$this, "output"]); } public function output() { $this->_objDispatcher->getResponse()->end("callback " . $this->_objDispatcher->getRequest()->get["q"]); }',
    'Actions/ResponseOnly' => '$res = $this->_objDispatcher->getResponse(); \Aha\Timer::after(5, function () use ($res) { $res->end("the response alone was kept"); });',
    'Actions/Child' => '\Aha\go(function () { yield \Aha\sleep(0.005); $this->_objDispatcher->getResponse()->end("of a child"); });',
    'Actions/Streamed' => '$res = $this->_objDispatcher->getResponse(); yield $res->write("a"); yield \Aha\sleep(0.001); yield $res->write("b"); $res->end("c");',
    'Actions/Around' => 'private string $log = ""; public function __construct($d) { parent::__construct($d); $this->log = "made "; } public function before($d) { yield \Aha\sleep(0.001); $this->log .= "before "; } public function execute() { return $this->log .= "body"; } public function after() { echo "after! $this->log\n"; return "not used"; }',
    'Actions/Refused' => 'public function before($d) { $d->getResponse()->status(403); return "refused"; } public function execute() { echo "never\n"; }',
    'Actions/Closure' => '$f = fn () => $this; return "held " . get_class($f());',
    'Actions/NoBody' => 'public function other() {}',
    'Actions/Hidden' => 'protected function execute() {}',
    'Actions/NoAction' => '<?php namespace App\Actions; class NoAction { function execute() {} }',
    'Actions/Empty' => '<?php',
    'Actions/Late' => '<?php namespace App\Actions; abstract class Late extends \Aha\Mvc\Action { function execute() {} }',
    'Actions/Bad' => 'return fopen("php://memory", "r");',
];
$server = mvcServer(FILES, '');
foreach (array_keys(FILES) as $path) {
    $path = lcfirst(substr($path, 8));
    echo str_pad($path, 14), $server->get("/$path?q=1");
}
$client = $server->connect(); // one connection, one after the other, all at once
$client->send(request('/generator') . request('/plain') . request('/callback?q=2') . request('/streamed'));
echo $client->answer(), $client->answer(), $client->answer(), $client->answer();
echo $server->stop(), "\n", errors($server), "\n";

echo "fiber:\n";
$server = mvcServer(['Actions/Fiber' => 'return "fiber " . \Aha\await(\Aha\go(function () { yield \Aha\sleep(0.001); return 7; }));', 'Actions/Plain' => 'return "plain";',
    'Actions/Fails' => '\Aha\await(\Aha\sleep(0.001)); throw new \Aha\HttpException(418, "after a wait");'],
    '$app->getFilter()->registerPreDispatch(function ($d, $data) { Aha\await(Aha\sleep(0.001)); return AHA_DECLINED; });', "'fiber' => true");
echo $server->get('/fiber'), $server->get('/plain'), $server->get('/fails');
?>
--EXPECT--
plain         200 plain
execute       200 {"by":"execute"}
both          200 execute wins
json          200 [1,null]
ended         201 ended
response      200 response
nothing       200 
generator     200 generator by its last yield
last          200 {"last":1}
generatorEnds 200 ended later
future        200 of a task
callback      200 callback 1
responseOnly  200 the response alone was kept
child         200 of a child
streamed      200 abc
around        200 made before body
refused       403 refused
closure       200 held App\Actions\Closure
noBody        500 page: 500 Internal Server Error: 
hidden        500 page: 500 Internal Server Error: 
noAction      500 page: 500 Internal Server Error: 
empty         500 page: 500 Internal Server Error: 
late          500 page: 500 Internal Server Error: 
bad           500 page: 500 Internal Server Error: 
200 generator by its last yield
200 plain
200 callback 2
200 abc
0

after! made before body
aha: unhandled error in request GET /noBody: Aha\StateException: The action App\Actions\NoBody has no public method execute() or excute() in server.php:3
aha: unhandled error in request GET /hidden: Aha\StateException: The action App\Actions\Hidden has no public method execute() or excute() in server.php:3
aha: unhandled error in request GET /noAction: Aha\StateException: The action App\Actions\NoAction is no subclass of Aha\Mvc\Action in server.php:3
aha: unhandled error in request GET /empty: Aha\StateException: The file of the action Empty does not define class App\Actions\Empty in server.php:3
aha: unhandled error in request GET /late: Aha\StateException: The action App\Actions\Late cannot be instantiated in server.php:3
aha: unhandled error in request GET /bad: Aha\StateException: The action Bad returned a resource: return a string, an array, a JsonSerializable, or null in server.php:3
fiber:
200 fiber 7
200 plain
418 page: 418 I&#39;m a teapot: after a wait
