--TEST--
gc: controllers in cycles with what they have assigned, with their request and closures; many requests with templates keep memory flat
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
$server = mvcServer([
    'Probe' => '<?php namespace App; class Probe { public $more; public function __construct(private string $name) {} public function __destruct() { echo "{$this->name} gone! \n"; } }',
    'Controller/PageController' => '<?php namespace App\Controller; class PageController extends \Aha\Mvc\Controller {
        private array $kept = [];
        public function __construct(private \App\Models\Needed $needed) {}
        private function circle(?\App\Probe $probe) { $this->kept = [$this, fn () => $this]; $this->assign("me", $this)->setJsVar("me", $this)->assign("probe", $probe)->setJsVar("probe", $probe); $this->dispatcher->set("me", $this); $probe && $probe->more = $this; }
        public function one() { $this->circle(new \App\Probe("after an action")); return "x"; }
        public function generator() { $this->circle(new \App\Probe("after a generator")); yield \Aha\sleep(0.001); return $this->render("page"); }
        public function plain() { $this->circle(null); return $this->render("page", ["me" => [$this]]); }
        public function fails() { $this->circle(null); return $this->render("fails"); }
        public function none() { return $this->render("none"); }
        public function exits() { return $this->render("exits"); }
        public function buffers() { return $this->render("buffers"); }
        public function callback() { \Aha\Timer::after(1, fn () => $this->response->end($this->render("page"))); }
        public function lost() {}
    }',
    'Models/Needed' => '<?php namespace App\Models; class Needed { public array $more; public function __construct() { $this->more = [$this]; } }',
    'Controller/SharedController' => '<?php namespace App\Controller; class SharedController extends \Aha\Mvc\Controller { public function index() { return "first"; } }',
    'Controller/MockedController' => '<?php namespace App\Controller; class MockedController extends \Aha\Mvc\Controller { public function index() { return "real"; } }',
    'View/page' => '<?php ?>page<?php $x = [$this]; $x[] = &$x; static $n = 0; $f = function () use (&$f) { return $this; }; $f();',
    'View/fails' => '<?php ?>page<?php $x = [$this]; ob_start(); throw new \Aha\HttpException(409, "x");',
    'View/exits' => '<?php ?>page<?php ob_start(); $x = [$this]; exit(1);',
    'View/buffers' => '<?php ob_start(); ob_start(fn ($t) => strtoupper($t)); ?>page',
    'Actions/Memory' => 'gc_collect_cycles(); return (string) memory_get_usage();',
    'Actions/Collect' => 'return (string) (gc_collect_cycles() > 0);',
], '$app->getContainer()->singleton(App\Controller\SharedController::class);
    $app->getContainer()->bind(App\Controller\MockedController::class, fn () => new class extends App\Controller\MockedController { public function index() { return "the heir of " . $this->request->path; } });');
foreach (['one', 'generator'] as $path) {
    echo $path, ' ', rtrim($server->get("/page/$path")), "\n";
    $server->get('/collect');
    echo $server->logs('gone!') ? $server->log() : "NOT COLLECTED\n";
}
foreach (['/mocked', '/mocked', '/shared', '/shared', '/page/buffers'] as $path) {
    echo "$path ", rtrim($server->get($path, ['Accept: application/json'])), "\n";
    $log = trim(preg_replace('/ in \S+:\d+$/m', '', errors($server)));
    echo $log === '' ? '' : "    $log\n";
}
$client = $server->connect();
$use = function (int $times) use ($client) {
    for ($i = 0; $i < $times; $i++) {
        $client->send(implode('', array_map(fn ($p) => request("/page/$p"), ['plain', 'fails', 'none', 'exits', 'buffers', 'callback', 'lost', 'nowhere'])));
        for ($j = 0; $j < 8; $j++) {
            $client->answer();
        }
    }
    $client->send(request('/memory'));
    return (int) $client->answer()->body;
};
$use(400); // the buffer of the garbage collector has grown to its size
$before = $use(50);
$grown = $use(300) - $before;
echo $grown < 20000 ? "nothing is left\n" : "$grown bytes are left\n";
var_dump($server->stop());
?>
--EXPECT--
one 200 x
after an action gone! 
generator 200 page
after a generator gone! 
/mocked 200 the heir of /mocked
/mocked 200 the heir of /mocked
/shared 200 first
/shared 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /shared: Aha\ConfigException: The container shares the controller App\Controller\SharedController: each request needs its own
/page/buffers 200 PAGE
nothing is left
int(0)
