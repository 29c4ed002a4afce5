--TEST--
Exception handlers: by route, then by type, then the built-in ones; redirects, business errors, debug mode; one answer, logged once
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$files = [
    'Handlers' => '<?php
        namespace App;
        use Aha\Mvc\ExceptionHandler;
        class Passes implements ExceptionHandler { public function handle(\Throwable $e) { echo "asked ", get_class($e), "\n"; } }
        class Answers implements ExceptionHandler
        {
            public function handle(\Throwable $e, $request = null, $context = null)
            {
                yield \Aha\sleep(0.001);
                $res = $context->getResponse();
                $res->header("X-Path", $request->path);
                if ($e->getMessage() === "teapot") { $res->status(418); }
                return "answered " . get_class($e) . ": " . $e->getMessage();
            }
        }
        class Breaks implements ExceptionHandler { public function handle(\Throwable $e) { throw new \DomainException("broken handler", 0, $e); } }
        class Mine extends \RuntimeException {}
        class MineToo extends Mine {}
        ',
    'Config/ExceptionHandler' => '<?php
        require_once __DIR__ . "/../Handlers.php";
        return [
            "group" => ["api" => [App\Passes::class, App\Answers::class], "broken" => App\Breaks::class],
            "match" => ["/api/**" => "api", "/broken/**" => ["broken"]],
            "type" => [App\Mine::class => [App\Passes::class, fn (Throwable $e) => $e instanceof App\MineToo ? null : ["mine" => $e->getMessage()]], "LengthException" => fn () => ""],
        ];',
];
foreach ([
    'Api/Fails' => 'throw new \LogicException("no");', 'Api/Teapot' => 'throw new \LogicException("teapot");', 'Api/Later' => 'yield \Aha\sleep(0.001); throw new \Aha\HttpException(409, "later");',
    'Broken/Fails' => 'throw new \LogicException("first");', 'Mine' => 'throw new \App\Mine("mine");', 'Minetoo' => 'yield \Aha\sleep(0); throw new \App\MineToo("passed on");',
    'Blank' => 'throw new \LengthException("x");', 'Redirect' => '$this->_objDispatcher->getResponse()->header("X-Gone", "1")->status(201); throw new \Aha\Mvc\RedirectException("/login?a=1", 303);',
    'Business' => 'throw new \Aha\Mvc\BusinessException("sold <out>", 10017, ["left" => 0]);', 'Status' => 'throw new \Aha\Mvc\BusinessException("fine", 20000, null, 200);',
    'Plain' => 'throw new \LogicException("secret");', 'Http' => 'throw new \Aha\HttpException(402, "pay");', 'Error' => 'nosuch();', 'Exits' => 'exit(3);',
    'Begun' => 'yield $this->_objDispatcher->getResponse()->write("part"); throw new \App\Mine("late");', 'Ended' => '$this->_objDispatcher->getResponse()->end("ended"); throw new \LogicException("after the end");',
] as $action => $code) {
    $files["Actions/$action"] = $code;
}
$paths = ['/api/fails', '/api/teapot', '/api/later', '/api/nosuch', '/broken/fails', '/mine', '/minetoo', '/blank', '/redirect', '/business', '/status', '/plain', '/http', '/error', '/exits', '/begun', '/ended', '/nosuch'];
foreach (['' => '', 'debug' => 'debug'] as $name => $mode) {
    echo "== $name\n";
    $server = mvcServer($files, $mode ? '$app->setDebug(true);' : '');
    foreach ($paths as $path) {
        $answer = $server->get($path, ['Accept: application/json']);
        $text = preg_replace(['~"trace":".*"~', '~ in [^"\s]*/App/~'], ['"trace":"…"', ' in App/'], (string) $answer);
        echo str_pad($path, 14), rtrim($text), $answer->header('location') === '-' ? '' : " -> {$answer->header('location')} {$answer->header('x-gone')}", "\n";
        preg_match_all('/^(?:aha: .*?|asked .*)(?= in \S+:\d+$|$)/m', $server->log(), $lines);
        foreach ($lines[0] as $line) {
            echo "    $line\n";
        }
    }
    $page = $server->get('/plain', ['Accept: text/html'])->body;
    echo 'page: ', preg_replace(['~^#1.*~ms', '~ in \S*/App/~'], ['', ' in App/'], strip_tags(preg_replace('~<style>.*</style>~s', '', $page))), "\n", str_contains($page, '//') ? "HAS A LINK\n" : '';
    echo strip_tags($server->get('/business', ['Accept: text/html'])), "\n";
    $server->stop();
}
?>
--EXPECT--
== 
/api/fails    500 answered LogicException: no
    asked LogicException
    aha: unhandled error in request GET /api/fails: LogicException: no
/api/teapot   418 answered LogicException: teapot
    asked LogicException
/api/later    409 answered Aha\HttpException: later
    asked Aha\HttpException
/api/nosuch   404 answered Aha\Mvc\RouterException: There is no action for "/api/nosuch"
    asked Aha\Mvc\RouterException
/broken/fails 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /broken/fails: DomainException: broken handler
/mine         500 {"mine":"mine"}
    asked App\Mine
    aha: unhandled error in request GET /mine: App\Mine: mine
/minetoo      500 {"error":{"status":500,"message":"Internal Server Error"}}
    asked App\MineToo
    aha: unhandled error in request GET /minetoo: App\MineToo: passed on
/blank        500
    aha: unhandled error in request GET /blank: LengthException: x
/redirect     303 -> /login?a=1 -
/business     400 {"code":10017,"msg":"sold <out>","data":{"left":0}}
/status       200 {"code":20000,"msg":"fine","data":null}
/plain        500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /plain: LogicException: secret
/http         402 {"error":{"status":402,"message":"pay"}}
/error        500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /error: Error: Call to undefined function App\Actions\nosuch()
/exits        500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /exits: Aha\ExitException: exit() was called in a request handler
/begun        200 part [cut in the body]
    aha: unhandled error in request GET /begun: App\Mine: late
/ended        200 ended
    aha: unhandled error in request GET /ended: LogicException: after the end
/nosuch       404 {"error":{"status":404,"message":"There is no action for \"/nosuch\""}}
page: 
500 Internal Server Error500 Internal Server Error

400 page: 400 Bad Request: sold &lt;out&gt;

== debug
/api/fails    500 answered LogicException: no
    asked LogicException
    aha: unhandled error in request GET /api/fails: LogicException: no
/api/teapot   418 answered LogicException: teapot
    asked LogicException
/api/later    409 answered Aha\HttpException: later
    asked Aha\HttpException
/api/nosuch   404 answered Aha\Mvc\RouterException: There is no action for "/api/nosuch"
    asked Aha\Mvc\RouterException
/broken/fails 500 {"error":{"status":500,"message":"DomainException: broken handler in App/Handlers.php:16","trace":"…"}}
    aha: unhandled error in request GET /broken/fails: DomainException: broken handler
/mine         500 {"mine":"mine"}
    asked App\Mine
    aha: unhandled error in request GET /mine: App\Mine: mine
/minetoo      500 {"error":{"status":500,"message":"App\\MineToo: passed on in App/Actions/Minetoo.php:7","trace":"…"}}
    asked App\MineToo
    aha: unhandled error in request GET /minetoo: App\MineToo: passed on
/blank        500
    aha: unhandled error in request GET /blank: LengthException: x
/redirect     303 -> /login?a=1 -
/business     400 {"code":10017,"msg":"sold <out>","data":{"left":0}}
/status       200 {"code":20000,"msg":"fine","data":null}
/plain        500 {"error":{"status":500,"message":"LogicException: secret in App/Actions/Plain.php:7","trace":"…"}}
    aha: unhandled error in request GET /plain: LogicException: secret
/http         402 {"error":{"status":402,"message":"pay"}}
/error        500 {"error":{"status":500,"message":"Error: Call to undefined function App\\Actions\\nosuch() in App/Actions/Error.php:7","trace":"…"}}
    aha: unhandled error in request GET /error: Error: Call to undefined function App\Actions\nosuch()
/exits        500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /exits: Aha\ExitException: exit() was called in a request handler
/begun        200 part [cut in the body]
    aha: unhandled error in request GET /begun: App\Mine: late
/ended        200 ended
    aha: unhandled error in request GET /ended: LogicException: after the end
/nosuch       404 {"error":{"status":404,"message":"There is no action for \"/nosuch\""}}
page: 
500 Internal Server Error500 Internal Server ErrorLogicException: secret in App/Actions/Plain.php:7#0 [internal function]: App\Actions\Plain-&gt;excute()

400 page: 400 Bad Request: sold &lt;out&gt;
