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
    'View/page/scripts' => '<?php ?><script>const page = <?= $this->js($this->getJsVars()) ?>;</script>',
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
preg_match('~/\S+/App/View~', file_get_contents("$server->folder/server.php"), $m);
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
