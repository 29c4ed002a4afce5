--TEST--
Routes: URL rules, regular expressions, rewrites
--EXTENSIONS--
aha
--FILE--
<?php
$routes = new Aha\Mvc\Routes;
$routes->get('/goods/show/{alias}', fn () => 1);
$routes->get('/direct', fn () => 1);
$routes->rule('/shop/:alias', 'goods/show/${alias}');
$routes->rule('/shop/:alias/:color', '/goods/show/${alias}');
$routes->rule('/old/.*', '/direct?from=old');
$routes->rule('/(item|article)/(\d+)-:name', 'some/action?name=${name}');
$routes->rule('/direct', '/never');
$routes->rule('/shop/:first', '/never');
$routes->rewrite('~^/v[12](/.*)$~', '$1');
$routes->rewrite('~^/v2/.*~', '/never');
foreach (['/shop/Book', '/SHOP/book/dark%20red', '/old/a/b', '/item/12-lamp&more', '/ARTICLE/7-x', '/item/x-lamp', '/direct', '/v1/direct', '/v2/shop/x', '/v3/direct'] as $path) {
    $m = $routes->match('GET', $path);
    echo "$path: $m[status] $m[path]", $m['query'] ? "?$m[query]" : '', ' ', json_encode($m['params']), "\n";
}
foreach ([['/:a', '${b}'], ['/:a/:a', 'x'], ['', 'x'], ['/(', 'x']] as $pair) {
    try {
        @$routes->rule(...$pair);
        echo "taken\n";
    } catch (Aha\ConfigException $e) {
        echo str_replace("\x01", '|', $e->getMessage()), "\n";
    }
}
try {
    @$routes->rewrite('no delimiters', 'x');
} catch (Aha\ConfigException $e) {
    echo $e->getMessage(), "\n";
}
// The limit, and one more.
$many = new Aha\Mvc\Routes;
for ($i = 0; $i < 1000; ++$i) {
    $many->rule("/r$i", "/to$i");
}
echo $many->match('GET', '/r999')['path'], "\n";
try {
    $many->rule('/r1000', '/x');
} catch (Aha\ConfigException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
/shop/Book: 200 /goods/show/Book {"alias":"Book"}
/SHOP/book/dark%20red: 200 /goods/show/book?color=dark%20red {"alias":"book"}
/old/a/b: 200 /direct?from=old []
/item/12-lamp&more: 404 /some/action?name=lamp%26more []
/ARTICLE/7-x: 404 /some/action?name=x []
/item/x-lamp: 404 /item/x-lamp []
/direct: 200 /direct []
/v1/direct: 200 /direct []
/v2/shop/x: 200 /goods/show/x {"alias":"x"}
/v3/direct: 404 /v3/direct []
URL rule "/:a": the target names ${b}, which the pattern does not capture
URL rule "/:a/:a": :a stands there twice
URL rule "": a pattern has 1 to 1024 bytes
"/(" is no regular expression
"no delimiters" is no regular expression
/to999
More than 1000 URL rules or rewrites
