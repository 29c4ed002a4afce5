--TEST--
Declared routes: text where the function takes a number is no such path, with the reason in debug mode; numbers arrive as numbers
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
foreach (['', '$app->setDebug(true);'] as $debug) {
    $server = routeServer($debug . <<<'PHP'
        class Shop { public function item(int $id) { return [$id]; } public static function price(float $price) { return json_encode($price); } }
        class Counts extends Aha\Mvc\Action { public function before($d) { echo "NOT REACHED\n"; } public function execute(int $n) { return $n; } }
        class Pages extends Aha\Mvc\Controller { public function page(?int $page = null) { return json_encode($page); } }
        class Mine implements Aha\Mvc\RouterInterface { public function route(Aha\Mvc\Dispatcher $d): mixed { $path = $d->getRequest()->path; return str_starts_with($path, '/mine/') ? ['handler' => 'Shop::item', 'params' => ['id' => substr($path, 6)]] : null; } }
        $routes->setRouter(new Mine());
        $routes->get('/int/{id}', fn (int $id) => json_encode($id));
        $routes->get('/float/{x}', fn (float $x) => json_encode($x));
        $routes->get('/either/{x}', fn (int|float $x) => json_encode($x));
        $routes->get('/text/{x}', fn (int|string $x) => json_encode($x));
        $routes->get('/bool/{x}', fn (bool $x) => json_encode($x));
        $routes->get('/untyped/{x}', fn ($x) => json_encode($x));
        $routes->get('/many/{a}/{b}', fn (int ...$all) => json_encode($all));
        $routes->get('/position/{a}/{b}', fn (string $text, int $number) => "$text $number");
        $routes->get('/optional/{page?}', 'Pages::page');
        $routes->get('/item/{id}', [Shop::class, 'item']);
        $routes->get('/price/{price}', 'Shop::price');
        $routes->get('/count/{n}', Counts::class);
        $routes->get('/date/{id:int}', fn (int $id) => json_encode($id));
        PHP);
    foreach ($debug ? ['/int/abc', '/float/x', '/position/a/b', '/mine/x'] : [
        '/int/7', '/int/-7', '/int/007', '/int/9223372036854775807', '/int/9223372036854775808', '/int/abc', '/int/7x', '/int/7.0', '/int/%207', '/int/7%20', '/int/+7', '/int/-', '/int/1e3', '/int/0x1',
        '/float/1.5', '/float/7', '/float/-1e3', '/float/1e999', '/float/.5', '/float/x', '/float/nan', '/either/7', '/either/7.5', '/either/x', '/text/x', '/bool/x', '/untyped/x', '/many/1/2', '/many/1/x',
        '/position/a/2', '/position/a/b', '/optional', '/optional/3', '/optional/x', '/item/3', '/item/x', '/price/2', '/price/x', '/count/x', '/date/x', '/mine/5', '/mine/x',
    ] as $path) {
        echo "$path: ", preg_replace('~\(/\S+/server~', '(server', told($server->get($path))), "\n";
    }
    echo errors($server), $server->stop(), "\n";
}
?>
--EXPECT--
/int/7: 200 7
/int/-7: 200 -7
/int/007: 200 7
/int/9223372036854775807: 200 9223372036854775807
/int/9223372036854775808: 404 page: 404 Not Found: There is no action for &quot;/int/9223372036854775808&quot;
/int/abc: 404 page: 404 Not Found: There is no action for &quot;/int/abc&quot;
/int/7x: 404 page: 404 Not Found: There is no action for &quot;/int/7x&quot;
/int/7.0: 404 page: 404 Not Found: There is no action for &quot;/int/7.0&quot;
/int/%207: 404 page: 404 Not Found: There is no action for &quot;/int/%207&quot;
/int/7%20: 404 page: 404 Not Found: There is no action for &quot;/int/7%20&quot;
/int/+7: 404 page: 404 Not Found: There is no action for &quot;/int/+7&quot;
/int/-: 404 page: 404 Not Found: There is no action for &quot;/int/-&quot;
/int/1e3: 404 page: 404 Not Found: There is no action for &quot;/int/1e3&quot;
/int/0x1: 404 page: 404 Not Found: There is no action for &quot;/int/0x1&quot;
/float/1.5: 200 1.5
/float/7: 200 7
/float/-1e3: 200 -1000
/float/1e999: 404 page: 404 Not Found: There is no action for &quot;/float/1e999&quot;
/float/.5: 404 page: 404 Not Found: There is no action for &quot;/float/.5&quot;
/float/x: 404 page: 404 Not Found: There is no action for &quot;/float/x&quot;
/float/nan: 404 page: 404 Not Found: There is no action for &quot;/float/nan&quot;
/either/7: 200 7
/either/7.5: 200 7.5
/either/x: 404 page: 404 Not Found: There is no action for &quot;/either/x&quot;
/text/x: 200 "x"
/bool/x: 200 true
/untyped/x: 200 "x"
/many/1/2: 200 [1,2]
/many/1/x: 404 page: 404 Not Found: There is no action for &quot;/many/1/x&quot;
/position/a/2: 200 a 2
/position/a/b: 404 page: 404 Not Found: There is no action for &quot;/position/a/b&quot;
/optional: 200 null
/optional/3: 200 3
/optional/x: 404 page: 404 Not Found: There is no action for &quot;/optional/x&quot;
/item/3: 200 [3]
/item/x: 404 page: 404 Not Found: There is no action for &quot;/item/x&quot;
/price/2: 200 2
/price/x: 404 page: 404 Not Found: There is no action for &quot;/price/x&quot;
/count/x: 404 page: 404 Not Found: There is no action for &quot;/count/x&quot;
/date/x: 404 page: 404 Not Found: There is no action for &quot;/date/x&quot;
/mine/5: 200 [5]
/mine/x: 404 page: 404 Not Found: There is no action for &quot;/mine/x&quot;
0
/int/abc: 404 page: 404 Not Found: There is no action for &quot;/int/abc&quot;: the parameter &quot;id&quot; of the route /int/{id} (server.php:12) is to be an int, as the function takes it
/float/x: 404 page: 404 Not Found: There is no action for &quot;/float/x&quot;: the parameter &quot;x&quot; of the route /float/{x} (server.php:13) is to be a number, as the function takes it
/position/a/b: 404 page: 404 Not Found: There is no action for &quot;/position/a/b&quot;: the parameter &quot;b&quot; of the route /position/{a}/{b} (server.php:19) is to be an int, as the function takes it
/mine/x: 404 page: 404 Not Found: There is no action for &quot;/mine/x&quot;: the parameter &quot;id&quot; of the router is to be an int, as the function takes it
0
