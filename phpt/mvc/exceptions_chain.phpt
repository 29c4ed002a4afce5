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
