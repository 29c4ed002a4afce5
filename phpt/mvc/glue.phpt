--TEST--
Mvc: the glue of Aha 1.x: new Router, new Dispatcher, dispatch() in try and catch
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$server = mvcServer([
    'Actions/Plain' => 'return "value";',
    'Actions/Ends' => '$this->_objDispatcher->getResponse()->end("ended " . $this->_objDispatcher->getRouter()->getAction());',
    'Actions/Generator' => '$x = yield \Aha\sleep(0.001); $this->_objDispatcher->getResponse()->end("generator"); yield (1);',
    'Actions/Callback' => '\Aha\Timer::after(3, fn () => $this->_objDispatcher->getResponse()->end("callback"));',
    'Actions/Throws' => 'throw new \Exception("at once", 7);',
    'Actions/Later' => 'yield \Aha\sleep(0.001); throw new \Exception("later");',
    'Actions/Status' => 'throw new \Aha\HttpException(403, "no");',
    'Actions/Exits' => 'exit(1);',
], <<<'PHP'
    $app->getFilter()->registerPostDispatch(function ($d, $data) { echo 'post! ', $d->getRequest()->path, "\n"; })
        ->registerPreRouter(function ($d, $data) { if (isset($d->getRequest()->get['hook'])) { throw new Exception('of a hook'); } $data['callback']($d, $data); })
        ->registerPostRouter(fn ($d, $data) => isset($d->getRequest()->get['later']) ? (function () { yield Aha\sleep(0.001); throw new Exception('of a hook, later'); })() : AHA_DECLINED);
    PHP, '', <<<'PHP'
    function ($request, $response) {
        try {
            $app = Aha\Bootstrap::getInstance();
            $router = new Aha\Mvc\Router($request->path === '/plain' ? $app->getAppNamespace() : $app, $request->server['request_uri']);
            $dispatcher = new Aha\Mvc\Dispatcher($app);
            $dispatcher->setRequest($request)->setResponse($response)->dispatch($router);
        } catch (\Exception $e) {
            if (isset($request->get['silent'])) {
                return;
            }
            if (isset($request->get['rethrow'])) {
                throw $e;
            }
            $response->status($e->getCode() === AHA_ROUTER_EXCEPTION ? 404 : 500);
            $response->end('caught: ' . $e->getMessage());
        }
    }
    PHP);
foreach (['/plain', '/ends?x=1', '/generator', '/callback', '/throws', '/later', '/status', '/none', '/none/of/them/all', '/plain?hook', '/plain?later',
    '/throws?silent', '/throws?rethrow', '/none?rethrow', '/exits', '/plain?last'] as $path) {
    echo str_pad($path, 18), $server->get($path);
}
$client = $server->connect();
$client->send(request('/generator') . request('/throws') . request('/ends'));
echo $client->answer(), $client->answer(), $client->answer();
var_dump($server->stop());
$lines = explode("\n", trim(errors($server)));
sort($lines);
echo implode("\n", $lines);
?>
--EXPECT--
/plain            200 value
/ends?x=1         200 ended \App\Actions\Ends
/generator        200 generator
/callback         200 callback
/throws           500 caught: at once
/later            500 page: 500 Internal Server Error: 
/status           500 caught: no
/none             404 caught: There is no action for "/none"
/none/of/them/all 404 caught: The path or command has more than 3 parts
/plain?hook       500 caught: of a hook
/plain?later      500 page: 500 Internal Server Error: 
/throws?silent    200 
/throws?rethrow   500 page: 500 Internal Server Error: 
/none?rethrow     404 page: 404 Not Found: There is no action for &quot;/none&quot;
/exits            500 page: 500 Internal Server Error: 
/plain?last       200 value
200 generator
500 caught: at once
200 ended \App\Actions\Ends
int(0)
aha: unhandled error in request GET /exits: Aha\ExitException: exit() was called in a request handler in server.php:26
aha: unhandled error in request GET /later: Exception: later in App/Actions/Later.php:7
aha: unhandled error in request GET /plain: Exception: of a hook, later in server.php:24
aha: unhandled error in request GET /throws: Exception: at once in App/Actions/Throws.php:7
post! /callback
post! /ends
post! /ends
post! /exits
post! /generator
post! /generator
post! /later
post! /plain
post! /plain
post! /status
post! /throws
post! /throws
post! /throws
post! /throws
