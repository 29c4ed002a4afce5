--TEST--
Format suffixes and URL rules: getFormat(), captures in the query, the convention gets the new path
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
$server = routeServer(<<<'PHP'
    $routes->get('/user/{id:int}', fn ($id, $dispatcher) => "user $id " . $dispatcher->getFormat());
    $routes->get('/exact.json', fn ($dispatcher) => 'exact ' . $dispatcher->getFormat());
    $routes->rule('/shop/:alias/:color', 'goods/show?alias=${alias}');
    $routes->rule('/u/:id', '/user/${id}?by=rule');
    $routes->rewrite('~^/v1/~', '/');
    $routes->setFormats(['json', 'XML']);
    PHP, [
    'Actions/Goods/Show' => 'return json_encode($this->_objDispatcher->getRequest()->get) . $this->_objDispatcher->getFormat();',
]);
foreach (['/user/7', '/user/7.json', '/user/7.XML', '/user/7.html', '/exact.json', '/shop/a%20b/r%26d', '/shop/book/red.json?color=blue&x=1', '/u/8?x=1', '/u/x', '/v1/user/9', '/goods/show.xml'] as $path) {
    echo "$path: ", told($server->get($path)), "\n";
}
?>
--EXPECT--
/user/7: 200 user 7 
/user/7.json: 200 user 7 json
/user/7.XML: 200 user 7 xml
/user/7.html: 404 page: 404 Not Found: There is no action for &quot;/user/7.html&quot;
/exact.json: 200 exact 
/shop/a%20b/r%26d: 200 {"alias":"a b","color":"r&d"}
/shop/book/red.json?color=blue&x=1: 200 {"color":"red","x":"1","alias":"book"}json
/u/8?x=1: 200 user 8 
/u/x: 404 page: 404 Not Found: There is no action for &quot;/user/x&quot;
/v1/user/9: 200 user 9 
/goods/show.xml: 200 []xml
