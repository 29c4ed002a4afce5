--TEST--
Mvc: what a request keeps by Aha\context() is there for the next steps, for postDispatch filters and terminators, and for no other request
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$files = [
    'T' => '<?php namespace App;
        class Sets implements \Aha\Mvc\RequestFilter, \Aha\Mvc\RequestPostFilter, \Aha\Mvc\RequestTerminator {
            public function doFilter($request, $context) { yield \Aha\sleep(0.001); \Aha\context()->set("user", $request->get["user"]); }
            public function postFilter($request, $response, $context, $value = null) { $context->set("post", self::seen()); }
            public function terminate($request, $response, $context) { echo "terminator! ", self::seen(), "\n"; }
            public static function seen() { $all = \Aha\context()->all(); ksort($all); return json_encode($all); }
        }
        class Later implements \Aha\Mvc\RequestTerminator { public function terminate($request, $response, $context) { \Aha\context()->set("late", 1); yield \Aha\sleep(0.001); echo "terminator later! ", Sets::seen(), "\n"; } }',
    'Config/Middleware' => '<?php require_once __DIR__ . "/../T.php"; return ["group" => ["all" => [App\Later::class, App\Sets::class]], "match" => ["**" => "all"]];',
    'Actions/Plain' => '$this->_objDispatcher->set("seen", \App\Sets::seen()); \Aha\context()->set("action", "plain"); return \App\Sets::seen();',
    'Actions/Generator' => 'yield \Aha\sleep(0.001); \Aha\context()->set("action", "generator"); return \App\Sets::seen();',
    'Actions/Child' => '\Aha\context()->set("action", "child"); yield \Aha\go(function () { \Aha\context()->set("action", "of the child"); yield \Aha\sleep(0.001); }); return \App\Sets::seen();',
    'Actions/Fails' => '\Aha\context()->set("action", "fails"); yield \Aha\sleep(0.001); throw new \Aha\HttpException(409, "x");',
    'Actions/Nothing' => 'return \App\Sets::seen();',
    'Actions/Callback' => '\Aha\context()->set("action", "callback"); $r = $this->_objDispatcher->getResponse(); \Aha\Timer::after(5, fn () => $r->end("by a callback"));',
];
$setup = '$app->getFilter()->registerPreRouter(function ($d, $data) { Aha\context()->set("filter", 1); $data["callback"]($d, $data); })
    ->registerPostDispatch(function ($d, $data) { echo "filter! ", App\Sets::seen(), " post ", $d->get("post"), "\n"; $data["callback"]($d, $data); });';
foreach (['direct' => 'fn ($req, $res) => Aha\Bootstrap::getInstance()->http($req, $res)',
    'with one of the handler' => 'function ($req, $res) { Aha\context()->set("handler", 1); return Aha\Bootstrap::getInstance()->http($req, $res); }',
    'in a task' => 'function ($req, $res) { yield Aha\sleep(0.001); Aha\context()->set("handler", 2); return yield Aha\Bootstrap::getInstance()->http($req, $res); }',
    'with a dispatcher' => 'function ($req, $res) { $app = Aha\Bootstrap::getInstance(); try { (new Aha\Mvc\Dispatcher($app))->setRequest($req)->setResponse($res)->dispatch(new Aha\Mvc\Router($app, $req->path)); } catch (Throwable $e) { $res->status(404)->end("caught"); } }'] as $how => $handler) {
    echo "== $how\n";
    $server = mvcServer($files, $setup, '', $handler);
    foreach (['plain', 'generator', 'child', 'fails', 'nothing', 'callback', 'none'] as $path) {
        echo "-- $path: ", rtrim($server->get("/$path?user=$path", ['Accept: application/json'])), "\n";
        $server->logs('terminator later!') || print("NOT TERMINATED\n");
        echo preg_replace('/^/m', '    ', trim(errors($server))), "\n";
    }
    $server->stop();
}
?>
--EXPECT--
== direct
-- plain: 200 {"action":"plain","filter":1,"user":"plain"}
    filter! {"action":"plain","filter":1,"user":"plain"} post {"action":"plain","filter":1,"user":"plain"}
    terminator! {"action":"plain","filter":1,"user":"plain"}
-- generator: 200 {"action":"generator","filter":1,"user":"generator"}
    filter! {"action":"generator","filter":1,"user":"generator"} post {"action":"generator","filter":1,"user":"generator"}
    terminator! {"action":"generator","filter":1,"user":"generator"}
-- child: 200 {"action":"child","filter":1,"user":"child"}
    filter! {"action":"child","filter":1,"user":"child"} post {"action":"child","filter":1,"user":"child"}
    terminator! {"action":"child","filter":1,"user":"child"}
-- fails: 409 {"error":{"status":409,"message":"x"}}
    filter! {"action":"fails","filter":1,"user":"fails"} post 
    terminator! {"action":"fails","filter":1,"user":"fails"}
-- nothing: 200 {"filter":1,"user":"nothing"}
    filter! {"filter":1,"user":"nothing"} post {"filter":1,"user":"nothing"}
    terminator! {"filter":1,"user":"nothing"}
-- callback: 200 by a callback
    filter! {"action":"callback","filter":1,"user":"callback"} post {"action":"callback","filter":1,"user":"callback"}
    terminator! {"action":"callback","filter":1,"user":"callback"}
-- none: 404 {"error":{"status":404,"message":"There is no action for \"/none\""}}
    terminator! {"filter":1}
== with one of the handler
-- plain: 200 {"action":"plain","filter":1,"handler":1,"user":"plain"}
    filter! {"action":"plain","filter":1,"handler":1,"user":"plain"} post {"action":"plain","filter":1,"handler":1,"user":"plain"}
    terminator! {"action":"plain","filter":1,"handler":1,"user":"plain"}
-- generator: 200 {"action":"generator","filter":1,"handler":1,"user":"generator"}
    filter! {"action":"generator","filter":1,"handler":1,"user":"generator"} post {"action":"generator","filter":1,"handler":1,"user":"generator"}
    terminator! {"action":"generator","filter":1,"handler":1,"user":"generator"}
-- child: 200 {"action":"child","filter":1,"handler":1,"user":"child"}
    filter! {"action":"child","filter":1,"handler":1,"user":"child"} post {"action":"child","filter":1,"handler":1,"user":"child"}
    terminator! {"action":"child","filter":1,"handler":1,"user":"child"}
-- fails: 409 {"error":{"status":409,"message":"x"}}
    filter! {"action":"fails","filter":1,"handler":1,"user":"fails"} post 
    terminator! {"action":"fails","filter":1,"handler":1,"user":"fails"}
-- nothing: 200 {"filter":1,"handler":1,"user":"nothing"}
    filter! {"filter":1,"handler":1,"user":"nothing"} post {"filter":1,"handler":1,"user":"nothing"}
    terminator! {"filter":1,"handler":1,"user":"nothing"}
-- callback: 200 by a callback
    filter! {"action":"callback","filter":1,"handler":1,"user":"callback"} post {"action":"callback","filter":1,"handler":1,"user":"callback"}
    terminator! {"action":"callback","filter":1,"handler":1,"user":"callback"}
-- none: 404 {"error":{"status":404,"message":"There is no action for \"/none\""}}
    terminator! {"filter":1,"handler":1}
== in a task
-- plain: 200 {"action":"plain","filter":1,"handler":2,"user":"plain"}
    filter! {"action":"plain","filter":1,"handler":2,"user":"plain"} post {"action":"plain","filter":1,"handler":2,"user":"plain"}
    terminator! {"action":"plain","filter":1,"handler":2,"user":"plain"}
-- generator: 200 {"action":"generator","filter":1,"handler":2,"user":"generator"}
    filter! {"action":"generator","filter":1,"handler":2,"user":"generator"} post {"action":"generator","filter":1,"handler":2,"user":"generator"}
    terminator! {"action":"generator","filter":1,"handler":2,"user":"generator"}
-- child: 200 {"action":"child","filter":1,"handler":2,"user":"child"}
    filter! {"action":"child","filter":1,"handler":2,"user":"child"} post {"action":"child","filter":1,"handler":2,"user":"child"}
    terminator! {"action":"child","filter":1,"handler":2,"user":"child"}
-- fails: 409 {"error":{"status":409,"message":"x"}}
    filter! {"action":"fails","filter":1,"handler":2,"user":"fails"} post 
    terminator! {"action":"fails","filter":1,"handler":2,"user":"fails"}
-- nothing: 200 {"filter":1,"handler":2,"user":"nothing"}
    filter! {"filter":1,"handler":2,"user":"nothing"} post {"filter":1,"handler":2,"user":"nothing"}
    terminator! {"filter":1,"handler":2,"user":"nothing"}
-- callback: 200 by a callback
    filter! {"action":"callback","filter":1,"handler":2,"user":"callback"} post {"action":"callback","filter":1,"handler":2,"user":"callback"}
    terminator! {"action":"callback","filter":1,"handler":2,"user":"callback"}
-- none: 404 {"error":{"status":404,"message":"There is no action for \"/none\""}}
    terminator! {"filter":1,"handler":2}
== with a dispatcher
-- plain: 200 {"action":"plain","filter":1,"user":"plain"}
    filter! {"action":"plain","filter":1,"user":"plain"} post {"action":"plain","filter":1,"user":"plain"}
    terminator! {"action":"plain","filter":1,"user":"plain"}
-- generator: 200 {"action":"generator","filter":1,"user":"generator"}
    filter! {"action":"generator","filter":1,"user":"generator"} post {"action":"generator","filter":1,"user":"generator"}
    terminator! {"action":"generator","filter":1,"user":"generator"}
-- child: 200 {"action":"child","filter":1,"user":"child"}
    filter! {"action":"child","filter":1,"user":"child"} post {"action":"child","filter":1,"user":"child"}
    terminator! {"action":"child","filter":1,"user":"child"}
-- fails: 409 {"error":{"status":409,"message":"x"}}
    filter! {"action":"fails","filter":1,"user":"fails"} post 
    terminator! {"action":"fails","filter":1,"user":"fails"}
-- nothing: 200 {"filter":1,"user":"nothing"}
    filter! {"filter":1,"user":"nothing"} post {"filter":1,"user":"nothing"}
    terminator! {"filter":1,"user":"nothing"}
-- callback: 200 by a callback
    filter! {"action":"callback","filter":1,"user":"callback"} post {"action":"callback","filter":1,"user":"callback"}
    terminator! {"action":"callback","filter":1,"user":"callback"}
-- none: 404 caught
    terminator! {"filter":1}
