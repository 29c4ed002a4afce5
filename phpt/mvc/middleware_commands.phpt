--TEST--
Middleware and exception handlers of commands by TCP and UDP: filters, post filters, terminators exactly once, errors to answers
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
require __DIR__ . '/../tcp/tcp.inc';
require __DIR__ . '/../udp/udp.inc';
const FILES = [
    'T' => '<?php namespace App;
        use Aha\Mvc\{RequestFilter, RequestPostFilter, RequestTerminator, PerRequest, ExceptionHandler};
        class Said { public static function of($d) { return json_decode($d->getProtocol() === "tcp" ? $d->getTcpPackage() : $d->getUdpPackage(), true); } }
        class Guard implements RequestFilter {
            public function doFilter($request, $context) {
                if ($request !== null) { return "a request object"; }
                $word = Said::of($context)["word"] ?? "";
                if ($word === "wait") { yield \Aha\sleep(0.001); }
                if ($word === "deny") { return ["denied" => $context->getProtocol()]; }
                if ($word === "throw") { throw new \Aha\HttpException(403, "not that word"); }
                $context->set("word", $word);
            }
        }
        class Wrap implements RequestPostFilter, RequestTerminator, PerRequest {
            private int $n = 0;
            public function postFilter($request, $response, $context, $value = null) {
                ++$this->n;
                return $value === "wrap me" ? (function () use ($value) { yield \Aha\sleep(0.001); return ["wrapped" => $value]; })() : null;
            }
            public function terminate($request, $response, $context) { yield \Aha\sleep(0.001); echo "ended! ", Said::of($context)["cmd"], " ", $this->n, " ", json_encode($context->get("word")), "\n"; }
        }
        class Answers implements ExceptionHandler {
            public function handle(\Throwable $e, $request = null, $context = null) { return $e->getMessage() === "pass" ? null : ["handled" => $e->getMessage(), "request" => $request, "by" => $context->getProtocol()]; }
        }
        class Mine extends \RuntimeException {}',
    'Config/Middleware' => '<?php require_once __DIR__ . "/../T.php"; return ["group" => ["all" => [App\Wrap::class, App\Guard::class]], "match" => ["/none" => [], "/free" => [], "**" => "all"]];',
    'Config/ExceptionHandler' => '<?php require_once __DIR__ . "/../T.php"; return ["group" => ["api" => App\Answers::class], "match" => ["/api/**" => "api"],
        "type" => [App\Mine::class => [fn ($e) => $e->getMessage() === "generator" ? (function () { yield \Aha\sleep(0.001); return "later"; })() : "mine"], "LengthException" => fn ($e) => throw new \Aha\HttpException(410, "translated")]];',
    'Config/Route' => '<?php return ["commands" => ["stock-{id}" => fn (int $id) => ["stock" => $id]]];',
    'Actions/Ok' => 'return ["ok" => $this->_objDispatcher->get("word")];', 'Actions/Wrap' => 'yield \Aha\sleep(0.001); return "wrap me";', 'Actions/Nothing' => '', 'Actions/Free' => 'return "free";',
    'Actions/Api/Fails' => 'throw new \LogicException("no");', 'Actions/Api/Later' => 'yield \Aha\sleep(0.001); throw new \LogicException("later");', 'Actions/Api/Pass' => 'throw new \LogicException("pass");',
    'Actions/Api/Http' => 'throw new \Aha\HttpException(409, "http");',
    'Actions/Mine' => 'throw new \App\Mine("x");', 'Actions/Generator' => 'throw new \App\Mine("generator");', 'Actions/Translated' => 'throw new \LengthException("x");', 'Actions/Business' => 'throw new \Aha\Mvc\BusinessException("sold out", 10017, ["left" => 0]);',
    'Actions/Redirect' => 'throw new \Aha\Mvc\RedirectException("/x");', 'Actions/Plain' => 'throw new \LogicException("secret");', 'Actions/Exits' => 'exit(3);', 'Actions/Late' => 'yield \Aha\sleep(0.001); exit(3);',
    'Controller/Goods/ListController' => '<?php namespace App\Controller\Goods; class ListController extends \Aha\Mvc\Controller {
        public function all() { yield \Aha\sleep(0.001); return $this->r(0, "ok", [$this->request, $this->response, $this->dispatcher->getProtocol()]); }
        public function page() { return $this->render("x", ["a" => 1]); }
        public function away() { return $this->redirect("/"); }
        public function out() { return $this->output("text", 201, "text/plain"); }
    }',
    'View/x' => '<?php ?>a is <?= $a ?>',
];
const COMMANDS = ['ok', 'ok wait', 'ok deny', 'ok throw', 'wrap', 'free', 'api-fails', 'api-later', 'api-pass', 'api-http', 'mine', 'generator', 'translated', 'business', 'redirect', 'plain', 'exits', 'late', 'none', 'api-none',
    'stock-7', 'stock-x', 'goods-list-all', 'goods-list-page', 'goods-list-away', 'goods-list-out'];
$folder = var_export(application(FILES), true);
$boot = "Aha\\Bootstrap::initLoader()->registerNamespace('App', $folder); \$server->on('workerStart', function (\$server) { Aha\\Bootstrap::getInstance('App')->setServer(\$server)->run(); });";
$talk = function (Server $server, callable $ask) {
    foreach (COMMANDS as $line) {
        [$command, $word] = explode(' ', "$line ");
        echo str_pad($line, 16), $ask(json_encode(['cmd' => $command] + ($word ? ['word' => $word] : []))), "\n";
        $free = in_array($command, ['none', 'free'], true);
        $free || $server->logs("ended! $command") || print("NOT TERMINATED\n");
        $log = preg_replace('/ in \S+:\d+$/m', '', trim(errors($server)));
        echo $log === '' ? '' : preg_replace('/^/m', '    ', $log) . "\n";
    }
    echo 'stopped: ', $server->stop(), ' ', trim(errors($server)), "\n";
};
echo "== TCP\n";
$server = tcpServer($boot . '$server->on("receive", fn ($server, $fd, $from, $data) => Aha\Bootstrap::getInstance()->tcp($server, $fd, $from, $data));', "'open_eof_check' => true, 'package_eof' => \"\\r\\n\"");
$client = $server->connect();
$talk($server, function (string $package) use ($client) {
    $client->send("$package\r\n");
    for ($line = ''; !str_ends_with($line, "\r\n"); $line .= $byte) {
        if (($byte = $client->read(1)) === '') {
            return "$line [cut]";
        }
    }
    return rtrim($line);
});
echo "== UDP\n";
$server = udpServer($boot . '$server->on("packet", fn ($server, $data, $info) => Aha\Bootstrap::getInstance()->udp($server, $data, $info));');
$client = new Datagrams($server);
$talk($server, fn ($package) => $client->ask($package));
?>
--EXPECT--
== TCP
ok              {"ok":""}
    ended! ok 1 ""
ok wait         {"ok":"wait"}
    ended! ok 1 "wait"
ok deny         {"denied":"tcp"}
    ended! ok 1 null
ok throw        [status] 403 not that word
    ended! ok 0 null
wrap            {"wrapped":"wrap me"}
    ended! wrap 1 ""
free            free
api-fails       {"handled":"no","request":null,"by":"tcp"}
    aha: unhandled error in a TCP request of the Mvc: LogicException: no
    ended! api-fails 0 ""
api-later       {"handled":"later","request":null,"by":"tcp"}
    aha: unhandled error in a TCP request of the Mvc: LogicException: later
    ended! api-later 0 ""
api-pass        [status] 500 Internal Server Error
    aha: unhandled error in a TCP request of the Mvc: LogicException: pass
    ended! api-pass 0 ""
api-http        {"handled":"http","request":null,"by":"tcp"}
    ended! api-http 0 ""
mine            mine
    aha: unhandled error in a TCP request of the Mvc: App\Mine: x
    ended! mine 0 ""
generator       later
    aha: unhandled error in a TCP request of the Mvc: App\Mine: generator
    ended! generator 0 ""
translated      [status] 410 translated
    ended! translated 0 ""
business        {"code":10017,"msg":"sold out","data":{"left":0}}
    ended! business 0 ""
redirect        [status] 302 The request is answered by a redirect
    ended! redirect 0 ""
plain           [status] 500 Internal Server Error
    aha: unhandled error in a TCP request of the Mvc: LogicException: secret
    ended! plain 0 ""
exits           [status] 500 Internal Server Error
    aha: unhandled error in a TCP request of the Mvc: Aha\ExitException: exit() was called in a request
    ended! exits 0 ""
late            [status] 500 Internal Server Error
    aha: unhandled error in a TCP request of the Mvc: Aha\ExitException: exit() was called in a task
    ended! late 0 ""
none            [status] 404 There is no action for "none"
api-none        {"handled":"There is no action for \"api-none\"","request":null,"by":"tcp"}
    ended! api-none 0 null
stock-7         {"stock":7}
    ended! stock-7 1 ""
stock-x         [status] 404 There is no action for "stock-x"
    ended! stock-x 0 null
goods-list-all  {"code":0,"msg":"ok","data":[null,null,"tcp"]}
    ended! goods-list-all 1 ""
goods-list-page a is 1
    ended! goods-list-page 1 ""
goods-list-away [status] 500 Internal Server Error
    aha: unhandled error in a TCP request of the Mvc: Aha\StateException: Only a request by HTTP can be redirected
    ended! goods-list-away 0 ""
goods-list-out  text
    ended! goods-list-out 1 ""
stopped: 0 
== UDP
ok              {"ok":""}
    ended! ok 1 ""
ok wait         {"ok":"wait"}
    ended! ok 1 "wait"
ok deny         {"denied":"udp"}
    ended! ok 1 null
ok throw        [status] 403 not that word
    ended! ok 0 null
wrap            {"wrapped":"wrap me"}
    ended! wrap 1 ""
free            free
api-fails       {"handled":"no","request":null,"by":"udp"}
    aha: unhandled error in a UDP request of the Mvc: LogicException: no
    ended! api-fails 0 ""
api-later       {"handled":"later","request":null,"by":"udp"}
    aha: unhandled error in a UDP request of the Mvc: LogicException: later
    ended! api-later 0 ""
api-pass        [status] 500 Internal Server Error
    aha: unhandled error in a UDP request of the Mvc: LogicException: pass
    ended! api-pass 0 ""
api-http        {"handled":"http","request":null,"by":"udp"}
    ended! api-http 0 ""
mine            mine
    aha: unhandled error in a UDP request of the Mvc: App\Mine: x
    ended! mine 0 ""
generator       later
    aha: unhandled error in a UDP request of the Mvc: App\Mine: generator
    ended! generator 0 ""
translated      [status] 410 translated
    ended! translated 0 ""
business        {"code":10017,"msg":"sold out","data":{"left":0}}
    ended! business 0 ""
redirect        [status] 302 The request is answered by a redirect
    ended! redirect 0 ""
plain           [status] 500 Internal Server Error
    aha: unhandled error in a UDP request of the Mvc: LogicException: secret
    ended! plain 0 ""
exits           [status] 500 Internal Server Error
    aha: unhandled error in a UDP request of the Mvc: Aha\ExitException: exit() was called in a request
    ended! exits 0 ""
late            [status] 500 Internal Server Error
    aha: unhandled error in a UDP request of the Mvc: Aha\ExitException: exit() was called in a task
    ended! late 0 ""
none            [status] 404 There is no action for "none"
api-none        {"handled":"There is no action for \"api-none\"","request":null,"by":"udp"}
    ended! api-none 0 null
stock-7         {"stock":7}
    ended! stock-7 1 ""
stock-x         [status] 404 There is no action for "stock-x"
    ended! stock-x 0 null
goods-list-all  {"code":0,"msg":"ok","data":[null,null,"udp"]}
    ended! goods-list-all 1 ""
goods-list-page a is 1
    ended! goods-list-page 1 ""
goods-list-away [status] 500 Internal Server Error
    aha: unhandled error in a UDP request of the Mvc: Aha\StateException: Only a request by HTTP can be redirected
    ended! goods-list-away 0 ""
goods-list-out  text
    ended! goods-list-out 1 ""
stopped: 0
