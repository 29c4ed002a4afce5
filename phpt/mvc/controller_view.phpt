--TEST--
Templates of controllers: variables, escaping, scripts, partials, errors with their place, nothing outside of the folder, no output of others
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$server = mvcServer([
    'Controller/PageController' => '<?php namespace App\Controller; class PageController extends \Aha\Mvc\Controller {
        private string $mine = "private of the controller";
        private function own() { return "own method"; }
        public function index() {
            $local = "not seen";
            yield \Aha\sleep(0.001);
            $this->assign("name", "<Ada & \"Bob\">")->assign(["items" => [1, 2], "title" => "T"]);
            $page = $this->render("page/main", ["title" => "of this rendering"]);
            yield \Aha\sleep(0.001);
            return $page . "|" . $this->render("page/title");
        }
        public function show() { return $this->display("page/title", ["title" => "shown"]); }
        public function fails() { return $this->render("page/fails"); }
        public function parse() { return $this->render("page/parse"); }
        public function warns() { return $this->render("page/warns"); }
        public function exits() { return $this->render("page/exits"); }
        public function buffers() { return $this->render("page/buffers"); }
        public function file() { return $this->render($this->request->get["t"]); }
        public function twice() { return $this->render("page/declares") . $this->render("page/declares"); }
        public function waits() { return $this->render("page/waits"); }
        public function scripts() { return $this->setJsVar("user", ["name" => "</script><script>alert(1)&\'\"\u{2028}"])->setJsVar("n", 1)->render("page/scripts"); }
        public function names() { $out = []; foreach (["this", "", "1a", "a-b", "ok", "ä"] as $name) { try { $this->assign($name, 1); $out[] = "$name: ok"; } catch (\ValueError $e) { $out[] = "$name: " . $e->getMessage(); } }
            try { $this->render("page/title", ["this" => 1]); } catch (\ValueError $e) { $out[] = $e->getMessage(); } try { $this->assign([5 => 1]); } catch (\ValueError $e) { $out[] = $e->getMessage(); } return $out; }
        public function escape() { $out = []; foreach ([null, 1, 1.5, true, "<a href=\'x\'>", "bad \xff", new \Exception("x <b>"), [1], $this] as $v) { try { $out[] = preg_replace("/ in .*/s", "", $this->e($v)); } catch (\TypeError $e) { $out[] = $e->getMessage(); } } return $out; }
        public function nested() { return $this->render("page/outer"); }
        public function destructor() { return $this->render("page/destructor"); }
        public function reference() { $a = 1; $this->assign(["a" => &$a]); $this->render("page/changes"); return "a is $a, " . $this->render("page/changes"); }
        public function timeout() { $this->request->setTimeout(0.2); return $this->render("page/endless"); }
    }',
    'View/page/main' => "<?php ?>\n<h1><?= \$title ?></h1><?php foreach (\$items as \$i): ?><li><?= \$i ?></li><?php endforeach ?><p title=\"<?= \$this->e(\$name) ?>\"><?= \$this->mine, ' ', \$this->own() ?></p><?= \$this->render('page/title') ?><?= isset(\$local) ? 'LEAK' : '' ?><?= get_class(\$this) ?>",
    'View/page/title' => '<?php ?>title=<?= $title ?>',
    'View/page/fails' => "<?php ?>\nhalf a page\n<?php throw new DomainException('in the template'); ?>",
    'View/page/parse' => "<?php ?>\n\n<?php if (",
    'View/page/warns' => "<?php ?>\nbefore <?= \$nothing ?> after",
    'View/page/exits' => '<?php ?>half<?php exit(3);',
    'View/page/buffers' => '<?php ?>a<?php ob_start(); echo "b"; ob_start(); echo "c"; flush();',
    'View/page/declares' => '<?php function declared() { return "f"; } class Declared {} $x = fn () => "x"; echo declared(), $x(), isset($seen) ? "SEEN" : "new "; $seen = 1;',
    'View/page/waits' => '<?php ?>a<?php $f = new Fiber(fn () => Fiber::suspend(1)); $f->start();',
    'View/page/scripts' => '<?php ?><script>const page = <?= $this->toJs($this->getJsVars()) ?>;</script>',
    'View/page/outer' => "<?php ?>[<?php try { echo \$this->render('page/fails'); } catch (DomainException \$e) { echo 'caught ', \$e->getMessage(); } ?>|<?= \$this->render('page/none') ?>]",
    'View/page/destructor' => '<?php ?>page<?php $x = new class { function __destruct() { throw new LogicException("of a destructor"); } };',
    'View/page/changes' => '<?php $a = ($a ?? 0) + 1; echo $a;',
    'View/page/endless' => '<?php ?>x<?php for (;;) {}',
    'View/page/.hidden' => '<?php ?>hidden',
    'Secret' => '<?php ?>secret',
], 'ini_set("display_errors", "1");', "'stall_limit' => 0.0");
foreach (['/page', '/page/show', '/page/fails', '/page/parse', '/page/warns', '/page/exits', '/page/buffers', '/page/twice', '/page/waits', '/page/scripts', '/page/names', '/page/escape', '/page/nested', '/page/destructor', '/page/reference', '/page/timeout'] as $path) {
    echo "$path: ", rtrim($server->get($path, ['Accept: application/json'])), "\n";
    $log = preg_replace(['/\n(?!aha:|PHP|Warning|\w+!)[^\n]*/', '~\S*/App/~', '~\[\d\d-\S+ \S+ UTC\] ~'], ['', 'App/', ''], "\n" . $server->log());
    echo $log === '' ? '' : preg_replace('/^/m', '    ', trim($log)) . "\n";
}
echo "-- names\n";
foreach (['page/title', 'page/none', '../Secret', 'page/../../Secret', '/etc/passwd', 'page/.hidden', 'page//title', 'page/title.php', 'page', "page/title\0x", 'php://filter/resource=x', str_repeat('a', 255), str_repeat('a', 256), ''] as $name) {
    $answer = $server->get('/page/file?t=' . rawurlencode($name), ['Accept: application/json']);
    preg_match('/error in [^:]*: (\S+: .*?)(?: in \S+:\d+)?$/m', preg_replace('~\S*/App/~', 'App/', $server->log()), $line);
    echo substr(json_encode($name), 0, 40), ': ', $answer->status, ' ', preg_replace('/a{100,}/', 'a…', $line[1] ?? $answer->body), "\n";
}
echo "-- read once, in debug mode each time\n";
echo $server->stop(), "\n";
foreach (['' => '', 'debug' => '$app->setDebug(true);'] as $mode => $setup) {
    $folder = application(['Controller/PageController' => '<?php namespace App\Controller; class PageController extends \Aha\Mvc\Controller { public function index() { return $this->render("x"); } public function again() { $this->dispatcher->getBootstrap()->run(); return $this->render("x"); } }', 'View/x' => '<?php ?>one']);
    $server = new Server("Aha\\Bootstrap::initLoader()->registerNamespace('App', '$folder'); \$server = server(fn (\$req, \$res) => Aha\\Bootstrap::getInstance()->http(\$req, \$res));
        \$server->on('workerStart', function (\$server) { \$app = Aha\\Bootstrap::getInstance('App')->setServer(\$server)->run(); $setup }); \$server->start();");
    echo $mode, ' ', $server->get('/page')->body;
    file_put_contents("$folder/App/View/x.php", 'two');
    echo ' ', $server->get('/page')->body, ' ', $server->get('/page/again')->body, "\n";
    $server->stop();
}
?>
--EXPECT--
/page: 200 <h1>of this rendering</h1><li>1</li><li>2</li><p title="&lt;Ada &amp; &quot;Bob&quot;&gt;">private of the controller own method</p>title=TApp\Controller\PageController|title=T
/page/show: 200 title=shown
/page/fails: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /page/fails: DomainException: in the template in App/View/page/fails.php:3
/page/parse: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /page/parse: ParseError: Unclosed '(' in App/View/page/parse.php:3
/page/warns: 200 before  after
    PHP Warning:  Undefined variable $nothing in App/View/page/warns.php on line 2
    Warning: Undefined variable $nothing in App/View/page/warns.php on line 2
/page/exits: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /page/exits: Aha\ExitException: exit() was called in a request handler in server.php:8
/page/buffers: 200 abc
/page/twice: 200 fxnew fxnew
/page/waits: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /page/waits: FiberError: Cannot switch fibers in current execution context in App/View/page/waits.php:1
/page/scripts: 200 <script>const page = {"user":{"name":"\u003C\/script\u003E\u003Cscript\u003Ealert(1)\u0026\u0027\u0022\u2028"},"n":1};</script>
/page/names: 200 ["this: Aha\\Mvc\\Controller::assign(): Argument #1 ($name) must be the name of a variable",": Aha\\Mvc\\Controller::assign(): Argument #1 ($name) must be the name of a variable","1a: Aha\\Mvc\\Controller::assign(): Argument #1 ($name) must be the name of a variable","a-b: Aha\\Mvc\\Controller::assign(): Argument #1 ($name) must be the name of a variable","ok: ok","ä: ok","Aha\\Mvc\\Controller::render(): Argument #2 ($variables) must have names of variables as its keys, \"this\" is none","Aha\\Mvc\\Controller::assign(): Argument #1 ($name) must have names of variables as its keys, \"a number\" is none"]
/page/escape: 200 ["","1","1.5","1","&lt;a href=&apos;x&apos;&gt;","bad �","Exception: x &lt;b&gt;","Aha\\Mvc\\Controller::e(): Argument #1 ($value) must be of type Stringable|string|int|float|bool|null, array given","Aha\\Mvc\\Controller::e(): Argument #1 ($value) must be of type Stringable|string|int|float|bool|null, App\\Controller\\PageController given"]
/page/nested: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /page/nested: Aha\ConfigException: There is no template "page/none": the file would be App/View/page/none.php in App/View/page/outer.php:1
/page/destructor: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /page/destructor: LogicException: of a destructor in App/View/page/destructor.php:1
/page/reference: 200 a is 1, 2
/page/timeout: 504 {"error":{"status":504,"message":"Gateway Timeout"}}
    aha: unhandled error in request GET /page/timeout: Aha\DeadlineException: The deadline was exceeded by code that does not wait in App/View/page/endless.php:1
-- names
"page\/title": 200 title=
"page\/none": 500 Aha\ConfigException: There is no template "page/none": the file would be App/View/page/none.php
"..\/Secret": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"page\/..\/..\/Secret": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"\/etc\/passwd": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"page\/.hidden": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"page\/\/title": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"page\/title.php": 500 Aha\ConfigException: There is no template "page/title.php": the file would be App/View/page/title.php.php
"page": 500 Aha\ConfigException: There is no template "page": the file would be App/View/page.php
"page\/title\u0000x": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"php:\/\/filter\/resource=x": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 500 Aha\ConfigException: There is no template "a…": the file would be App/View/a….php
"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
"": 500 ValueError: Aha\Mvc\Controller::render(): Argument #1 ($template) must be the name of a template: letters, digits, "_", "-" and "." between slashes, not more than 255 bytes
-- read once, in debug mode each time
0
 one one two
debug one two two
