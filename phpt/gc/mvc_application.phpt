--TEST--
gc: requests through middleware, exception handlers, terminators and per-request objects keep memory flat; their objects go
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
$server = mvcServer([
    'M' => '<?php
        namespace App;
        class Own implements \Aha\Mvc\RequestFilter, \Aha\Mvc\RequestTerminator, \Aha\Mvc\PerRequest
        {
            public static int $alive = 0;
            public $context;
            public function __construct() { self::$alive++; }
            public function __destruct() { self::$alive--; }
            public function doFilter($request, $context) { $this->context = $context; }
            public function terminate($request, $response, $context) { yield \Aha\sleep(0); }
        }
        class Post implements \Aha\Mvc\RequestPostFilter { public function postFilter($request, $response, $context, $value = null) { return is_string($value) ? "$value!" : null; } }
        class Handler implements \Aha\Mvc\ExceptionHandler { public function handle(\Throwable $e) { return $e->getMessage() === "own" ? "handled" : null; } }',
    'Config/Middleware' => '<?php require_once __DIR__ . "/../M.php"; return ["group" => ["all" => [App\Own::class, App\Post::class, fn () => null]], "match" => [["**", "all"]]];',
    'Config/ExceptionHandler' => '<?php return ["type" => ["LogicException" => App\Handler::class]];',
    'Actions/Ok' => 'return "ok";', 'Actions/Own' => 'throw new \LogicException("own");', 'Actions/Redirect' => 'yield \Aha\sleep(0); throw new \Aha\Mvc\RedirectException("/");',
    'Actions/Business' => 'throw new \Aha\Mvc\BusinessException("b", 1, [new \stdClass]);', 'Actions/Memory' => 'gc_collect_cycles(); return ["memory" => memory_get_usage(), "alive" => \App\Own::$alive];',
]);
$round = function () use ($server) {
    $client = $server->connect();
    for ($i = 0; $i < 200; $i++) {
        foreach (['/ok', '/own', '/redirect', '/business', '/nosuch'] as $path) {
            $client->send(request($path));
            $client->answer();
        }
    }
    return json_decode($server->get('/memory')->body, true);
};
$round();
$first = $round();
$last = $round();
echo $last['memory'] - $first['memory'] < 4096 ? 'flat' : 'grown by ' . ($last['memory'] - $first['memory']), ', alive ', $last['alive'], "\n";
echo $server->stop(), "\n";
?>
--EXPECT--
flat, alive 1
0
