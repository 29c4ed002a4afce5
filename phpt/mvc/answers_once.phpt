--TEST--
Mvc: whatever fails wherever, there is one answer and one record; deadline, client gone, end of the server
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
const FILES = [
    'Actions/Ok' => 'return "ok";',
    'Actions/Plain' => 'throw new \RuntimeException("plain");',
    'Actions/Error' => 'return nothing();',
    'Actions/Status' => 'throw new \Aha\HttpException(409, "a conflict");',
    'Actions/Later' => 'yield \Aha\sleep(0.001); throw new \RuntimeException("later");',
    'Actions/Model' => 'return yield $this->model(); } private function model() { yield \Aha\sleep(0.001); throw new \RuntimeException("of a model");',
    'Actions/Caught' => 'try { yield $this->model(); } catch (\RuntimeException $e) { return "caught " . $e->getMessage(); } } private function model() { yield \Aha\sleep(0.001); throw new \RuntimeException("of a model");',
    'Actions/Child' => '\Aha\go(function () { yield \Aha\sleep(0.001); throw new \RuntimeException("of a child"); }); yield \Aha\sleep(30);',
    'Actions/ChildOfPlain' => '\Aha\go(function () { yield \Aha\sleep(0.001); throw new \RuntimeException("of a child of a plain action"); }); return "not sent";',
    'Actions/Callback' => '\Aha\sleep(0.001)->then(function () { throw new \RuntimeException("of a callback"); });',
    'Actions/Ended' => '$this->_objDispatcher->getResponse()->end("answered"); throw new \RuntimeException("after the answer");',
    'Actions/Streamed' => '$r = $this->_objDispatcher->getResponse(); yield $r->write("part"); throw new \RuntimeException("after a part");',
    'Actions/Construct' => 'public function __construct($d) { throw new \RuntimeException("of a constructor"); } public function execute() {}',
    'Actions/Before' => 'public function before($d) { throw new \RuntimeException("of before"); } public function execute() {}',
    'Actions/After' => 'public function after() { throw new \RuntimeException("of after"); } public function execute() { return "not sent"; }',
    'Actions/Json' => 'return new class implements \JsonSerializable { public function jsonSerialize(): mixed { throw new \RuntimeException("of jsonSerialize"); } };',
    'Actions/Text' => 'return new class { public function __toString(): string { throw new \RuntimeException("of __toString"); } };',
    'Actions/Exits' => 'exit(4);',
    'Actions/ExitsLater' => 'yield \Aha\sleep(0.001); exit(4);',
    'Actions/Parse' => '<?php oops(',
    'Actions/Deadline' => 'yield \Aha\sleep(30);',
    'Actions/DeadlineCallback' => '$r = $this->_objDispatcher->getResponse(); $GLOBALS["kept"] = [$this, $r];',
    'Actions/DeadlineFuture' => 'return ($GLOBALS["deferred"] = new \Aha\Deferred())->future();',
    'Actions/Gone' => 'try { echo "gone begins!\n"; yield \Aha\sleep(30); } finally { echo "gone! ", get_class($this->_objDispatcher), "\n"; }',
    'Actions/Stops' => 'yield \Aha\sleep(30);',
    'Actions/StopsCallback' => '$GLOBALS["kept2"] = $this->_objDispatcher;',
];
$server = mvcServer(FILES, '$app->getFilter()->registerPostDispatch(function ($d, $data) { $path = $d->getRequest()->path; $GLOBALS["post"][$path] = ($GLOBALS["post"][$path] ?? 0) + 1; })->registerPreRouter(function ($d, $data) {
        if ($d->getRequest()->path === "/posted") { ksort($GLOBALS["post"]); $d->getResponse()->end(json_encode($GLOBALS["post"])); return; } $data["callback"]($d, $data); });', "'request_timeout' => 0.5, 'max_wait_time' => 0.2");
$client = $server->connect();
$client->send(request('/gone'));
$server->logs('gone begins!');
$client->close();
foreach (array_keys(FILES) as $path) {
    $path = lcfirst(substr($path, 8));
    if (str_starts_with($path, 'stops') || $path === 'gone') {
        continue;
    }
    echo str_pad($path, 17), $server->get("/$path");
}
var_dump($server->logs('gone! '));
echo $server->get('/posted');
$clients = [];
foreach (['stops', 'stopsCallback'] as $path) {
    $clients[$path] = $server->connect();
    $clients[$path]->send(request("/$path"));
}
$server->get('/ok');
$server->signal(15);
foreach ($clients as $path => $client) {
    echo str_pad($path, 17), $client->answer() ?? "none\n";
}
var_dump($server->wait());
$lines = explode("\n", trim(errors($server)));
sort($lines);
echo implode("\n", $lines);
?>
--EXPECT--
ok               200 ok
plain            500 page: 500 Internal Server Error: 
error            500 page: 500 Internal Server Error: 
status           409 page: 409 Conflict: a conflict
later            500 page: 500 Internal Server Error: 
model            500 page: 500 Internal Server Error: 
caught           200 caught of a model
child            500 page: 500 Internal Server Error: 
childOfPlain     500 page: 500 Internal Server Error: 
callback         500 page: 500 Internal Server Error: 
ended            200 answered
streamed         200 part [cut in the body]
construct        500 page: 500 Internal Server Error: 
before           500 page: 500 Internal Server Error: 
after            500 page: 500 Internal Server Error: 
json             500 page: 500 Internal Server Error: 
text             500 page: 500 Internal Server Error: 
exits            500 page: 500 Internal Server Error: 
exitsLater       500 page: 500 Internal Server Error: 
parse            500 page: 500 Internal Server Error: 
deadline         504 page: 504 Gateway Timeout: 
deadlineCallback 504 page: 504 Gateway Timeout: 
deadlineFuture   504 page: 504 Gateway Timeout: 
bool(true)
200 {"\/after":1,"\/before":1,"\/callback":1,"\/caught":1,"\/child":1,"\/childOfPlain":1,"\/construct":1,"\/deadline":1,"\/deadlineCallback":1,"\/deadlineFuture":1,"\/ended":1,"\/error":1,"\/exits":1,"\/exitsLater":1,"\/gone":1,"\/json":1,"\/later":1,"\/model":1,"\/ok":1,"\/plain":1,"\/status":1,"\/streamed":1,"\/text":1}
stops            503 page: 503 Service Unavailable: 
stopsCallback    503 page: 503 Service Unavailable: 
int(0)
aha: max_wait_time is over; cancelled: request GET /stops
aha: max_wait_time is over; cancelled: request GET /stopsCallback
aha: unhandled error in request GET /after: RuntimeException: of after in App/Actions/After.php:5
aha: unhandled error in request GET /before: RuntimeException: of before in App/Actions/Before.php:5
aha: unhandled error in request GET /callback: RuntimeException: of a callback in App/Actions/Callback.php:7
aha: unhandled error in request GET /child: RuntimeException: of a child in App/Actions/Child.php:7
aha: unhandled error in request GET /childOfPlain: RuntimeException: of a child of a plain action in App/Actions/ChildOfPlain.php:7
aha: unhandled error in request GET /construct: RuntimeException: of a constructor in App/Actions/Construct.php:5
aha: unhandled error in request GET /deadline: Aha\DeadlineException: The deadline was exceeded in server.php:9
aha: unhandled error in request GET /deadlineCallback: Aha\DeadlineException: The deadline was exceeded in server.php:9
aha: unhandled error in request GET /deadlineFuture: Aha\DeadlineException: The deadline was exceeded in server.php:9
aha: unhandled error in request GET /ended: RuntimeException: after the answer in App/Actions/Ended.php:7
aha: unhandled error in request GET /error: Error: Call to undefined function App\Actions\nothing() in App/Actions/Error.php:7
aha: unhandled error in request GET /exits: Aha\ExitException: exit() was called in a request handler in server.php:9
aha: unhandled error in request GET /exitsLater: Aha\ExitException: exit() was called in a task in server.php:9
aha: unhandled error in request GET /json: RuntimeException: of jsonSerialize in App/Actions/Json.php:7
aha: unhandled error in request GET /later: RuntimeException: later in App/Actions/Later.php:7
aha: unhandled error in request GET /model: RuntimeException: of a model in App/Actions/Model.php:7
aha: unhandled error in request GET /parse: ParseError: Unclosed '(' in App/Actions/Parse.php:1
aha: unhandled error in request GET /plain: RuntimeException: plain in App/Actions/Plain.php:7
aha: unhandled error in request GET /streamed: RuntimeException: after a part in App/Actions/Streamed.php:7
aha: unhandled error in request GET /text: RuntimeException: of __toString in App/Actions/Text.php:7
gone! Aha\Mvc\Dispatcher
