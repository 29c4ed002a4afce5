--TEST--
Controllers: paths by convention, hooks, helpers, the request's objects, what the container gives, declared routes
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$server = mvcServer([
    'Models/Stock' => '<?php namespace App\Models; class Stock { public function left() { return yield \Aha\sleep(0.001)->then(fn () => 7); } }',
    'Controller/IndexController' => '<?php namespace App\Controller; class IndexController extends \Aha\Mvc\Controller {
        public function index() { return "start page"; }
        public function about() { return $this->output("about", 201, "text/plain"); }
    }',
    'Controller/Shop/IndexController' => '<?php namespace App\Controller\Shop; class IndexController extends \Aha\Mvc\Controller { public function index() { return "shop"; } }',
    'Controller/Shop/BaseController' => '<?php namespace App\Controller\Shop; abstract class BaseController extends \Aha\Mvc\Controller {
        protected array $said = [];
        protected function before() { $this->said[] = "before"; if (isset($this->request->get["stop"])) { return $this->r(10001, "stopped"); } }
        protected function after() { $this->said[] = "after"; echo "hooks! ", implode(" ", $this->said), "\n"; }
        public function inherited() { return "inherited by " . static::class; }
    }',
    'Controller/Shop/CartController' => '<?php namespace App\Controller\Shop;
        use Aha\Mvc\{Dispatcher, Route}; use Aha\Server\{Request, Response};
        class CartController extends BaseController {
            private static int $made = 0;
            public function __construct(private \App\Models\Stock $stock, Dispatcher $d, ?Request $q, private \Aha\Mvc\Config $settings, ?Response $s = null, private string $word = "default") {
                self::$made++;
                $this->said[] = $this->dispatcher === $d && $this->request === $q && $this->response === $s ? "made" : "other objects";
            }
            public function index() { return ["made" => self::$made, "word" => $this->word]; }
            public function add() { return $this->r(0, "ok", ["left" => yield $this->stock->left()]); }
            public function list() { return $this->toJson(["a/b" => "ä"], 202); }
            public function scalar() { return $this->toJson("text"); }
            public function typed() { $this->response->header("Content-Type", "application/problem+json"); return $this->toJson([1]); }
            public function go() { return $this->redirect("/shop?a=1", 303); }
            public function away() { return $this->redirect("/a b"); }
            public function odd() { return $this->redirect("/", 304); }
            public function bad() { return $this->toJson(NAN); }
            public function status() { return $this->output("x", 99); }
            public function late() { yield $this->response->write("part"); return $this->redirect("/"); }
            public function callback() { \Aha\Timer::after(1, fn () => $this->response->end("by a callback")); }
            public function nothing() {}
            public function settings() { return [$this->getConfig("shop.name"), $this->getConfig("shop", "name"), $this->getConfig("none.x", 5), $this->settings->get("shop.name")]; }
            public function fails() { throw new \LogicException("in the controller"); }
            public function later() { yield \Aha\sleep(0.001); throw new \Aha\HttpException(409, "later"); }
            public function future() { return \Aha\go(fn () => "of a future"); }
            public function needs(int $id) { return "never by convention"; }
            protected function hidden() { return "hidden"; }
            private function secret() { return "secret"; }
            public static function fixed() { return "fixed"; }
            public function _under() { return "under"; }
            #[Route("GET", "/cart/{id:int}", name: "cart")] public function show(int $id, Request $request) { return "cart $id of " . $request->path . ", made " . count(array_keys($this->said, "made")); }
        }',
    'Controller/Deep/Er/Still/PageController' => '<?php namespace App\Controller\Deep\Er\Still; class PageController extends \Aha\Mvc\Controller { public function index() { return "deep index"; } public function show() { return "deep"; } }',
    'Controller/Plain/NoneController' => '<?php namespace App\Controller\Plain; class NoneController { public function index() { return "no controller"; } }',
    'Controller/Plain/Helper' => '<?php throw new LogicException("is not loaded");',
    'Actions/Shop/Cart/Taken' => 'return "the action";',
    'Actions/Shop/Index' => 'return "shop by an action";',
    'Config/Shop' => 'return ["name" => "tea"];',
    'Config/Middleware' => 'return ["group" => ["all" => [fn ($request, $context) => $request->path === "/shop/cart/list" && isset($request->get["deny"]) ? "denied" : null]], "match" => ["/shop/**" => "all"]];',
], '', '', 'fn ($req, $res) => Aha\Bootstrap::getInstance()->http($req, $res)');
foreach (['/', '/index', '/about', '/index/about', '/shop', '/shop/index/index', '/shop/cart', '/shop/cart', '/shop/cart/add', '/shop/cart/list', '/shop/cart/list?deny', '/shop/cart/scalar', '/shop/cart/typed', '/shop/cart/go',
    '/shop/cart/away', '/shop/cart/odd', '/shop/cart/bad', '/shop/cart/status', '/shop/cart/late', '/shop/cart/callback', '/shop/cart/nothing', '/shop/cart/settings', '/shop/cart/fails', '/shop/cart/later', '/shop/cart/future',
    '/shop/cart/inherited', '/shop/cart/taken', '/shop/cart/index?stop', '/cart/12', '/deep/er/still/page/show', '/deep/er/still/page', '/deep/er/still',
    '/shop/cart/needs', '/shop/cart/hidden', '/shop/cart/secret', '/shop/cart/fixed', '/shop/cart/_under', '/shop/cart/before', '/shop/cart/after', '/shop/cart/toJson', '/shop/cart/render', '/shop/cart/__construct',
    '/shop/base/inherited', '/plain/none', '/plain/helper', '/shop/cartcontroller/add'] as $path) {
    $answer = $server->get($path, ['Accept: application/json']);
    $type = $answer->header('content-type');
    echo str_pad($path, 27), rtrim((string) $answer), $type === 'text/html; charset=utf-8' ? '' : " [$type]", $answer->header('location') === '-' ? '' : ' -> ' . $answer->header('location'), "\n";
    $log = trim(preg_replace('/ in \S+:\d+$/m', '', errors($server)));
    echo $log === '' ? '' : preg_replace('/^/m', '    ', $log) . "\n";
}
$ids = [];
for ($i = 0; $i < 20; $i++) {
    $clients[] = $client = $server->connect();
    $client->send(request('/shop/cart/add'));
}
foreach ($clients as $client) {
    $ids[] = $client->answer()->body;
}
echo count($ids), ' ', implode(array_unique($ids)), "\n";
var_dump($server->stop());
?>
--EXPECT--
/                          200 start page
/index                     200 start page
/about                     404 {"error":{"status":404,"message":"There is no action for \"/about\""}} [application/json]
/index/about               201 about [text/plain]
/shop                      200 shop by an action
/shop/index/index          200 shop
/shop/cart                 200 {"made":1,"word":"default"} [application/json]
    hooks! made before after
/shop/cart                 200 {"made":2,"word":"default"} [application/json]
    hooks! made before after
/shop/cart/add             200 {"code":0,"msg":"ok","data":{"left":7}} [application/json]
    hooks! made before after
/shop/cart/list            202 {"a/b":"ä"} [application/json]
    hooks! made before after
/shop/cart/list?deny       200 denied
/shop/cart/scalar          200 "text" [application/json]
    hooks! made before after
/shop/cart/typed           200 [1] [application/problem+json]
    hooks! made before after
/shop/cart/go              303 [-] -> /shop?a=1
    hooks! made before after
/shop/cart/away            500 {"error":{"status":500,"message":"Internal Server Error"}} [application/json]
    aha: unhandled error in request GET /shop/cart/away: ValueError: Aha\Mvc\Controller::redirect(): Argument #1 ($url) must be a URL, without blanks and control characters
/shop/cart/odd             500 {"error":{"status":500,"message":"Internal Server Error"}} [application/json]
    aha: unhandled error in request GET /shop/cart/odd: ValueError: Aha\Mvc\Controller::redirect(): Argument #2 ($status) must be 301, 302, 303, 307 or 308
/shop/cart/bad             500 {"error":{"status":500,"message":"Internal Server Error"}} [application/json]
    aha: unhandled error in request GET /shop/cart/bad: JsonException: Inf and NaN cannot be JSON encoded
/shop/cart/status          500 {"error":{"status":500,"message":"Internal Server Error"}} [application/json]
    aha: unhandled error in request GET /shop/cart/status: ValueError: Aha\Mvc\Controller::output(): Argument #2 ($status) must be between 200 and 599
/shop/cart/late            200 part [cut in the body]
    aha: unhandled error in request GET /shop/cart/late: Aha\StateException: The head of the response was sent already
/shop/cart/callback        200 by a callback
    hooks! made before after
/shop/cart/nothing         200 [-]
    hooks! made before after
/shop/cart/settings        200 ["tea","tea",5,"tea"] [application/json]
    hooks! made before after
/shop/cart/fails           500 {"error":{"status":500,"message":"Internal Server Error"}} [application/json]
    aha: unhandled error in request GET /shop/cart/fails: LogicException: in the controller
/shop/cart/later           409 {"error":{"status":409,"message":"later"}} [application/json]
/shop/cart/future          200 of a future
    hooks! made before after
/shop/cart/inherited       200 inherited by App\Controller\Shop\CartController
    hooks! made before after
/shop/cart/taken           200 the action
/shop/cart/index?stop      200 {"code":10001,"msg":"stopped","data":null} [application/json]
/cart/12                   200 cart 12 of /cart/12, made 1
    hooks! made before after
/deep/er/still/page/show   200 deep
/deep/er/still/page        200 deep index
/deep/er/still             404 {"error":{"status":404,"message":"There is no action for \"/deep/er/still\""}} [application/json]
/shop/cart/needs           404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/needs\""}} [application/json]
/shop/cart/hidden          404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/hidden\""}} [application/json]
/shop/cart/secret          404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/secret\""}} [application/json]
/shop/cart/fixed           404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/fixed\""}} [application/json]
/shop/cart/_under          404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/_under\""}} [application/json]
/shop/cart/before          404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/before\""}} [application/json]
/shop/cart/after           404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/after\""}} [application/json]
/shop/cart/toJson          404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/toJson\""}} [application/json]
/shop/cart/render          404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/render\""}} [application/json]
/shop/cart/__construct     404 {"error":{"status":404,"message":"There is no action for \"/shop/cart/__construct\""}} [application/json]
/shop/base/inherited       404 {"error":{"status":404,"message":"There is no action for \"/shop/base/inherited\""}} [application/json]
/plain/none                404 {"error":{"status":404,"message":"There is no action for \"/plain/none\""}} [application/json]
/plain/helper              404 {"error":{"status":404,"message":"There is no action for \"/plain/helper\""}} [application/json]
/shop/cartcontroller/add   404 {"error":{"status":404,"message":"There is no action for \"/shop/cartcontroller/add\""}} [application/json]
20 {"code":0,"msg":"ok","data":{"left":7}}
int(0)
