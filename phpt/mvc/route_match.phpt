--TEST--
Routes::match(): statuses, typed parameters, allowed methods, priorities, formats
--EXTENSIONS--
aha
--FILE--
<?php
$routes = new Aha\Mvc\Routes;
$h = fn () => 1;
$routes->get('/user/me', $h);
$routes->get('/user/{id:int}', $h);
$routes->post('/user/{id:int}', $h);
$routes->get('/user/{name}', $h);
$routes->any('/open', $h);
$routes->get('/files/{path:any}', $h);
$routes->get('/list/{page:int?}', $h);
$routes->get('/{lang:de|en}/{name}.html', $h);
function show(Aha\Mvc\Routes $routes, string $method, string $path): void
{
    $m = $routes->match($method, $path);
    echo "$method $path: $m[status] ", $m['route']?->getPattern() ?? '-', ' ', json_encode($m['params'], JSON_UNESCAPED_SLASHES),
        $m['allowed'] ? ' allowed ' . implode(',', $m['allowed']) : '', $m['format'] ? " format $m[format]" : '',
        $m['path'] !== $path ? " path $m[path]" : '', $m['query'] ? " query $m[query]" : '', "\n";
}
foreach ([
    'GET /user/me', 'HEAD /user/7', 'GET /user/7', 'POST /user/-12', 'GET /user/007', 'POST /user/x', 'PUT /user/7', 'OPTIONS /user/7',
    'BREW /open', 'OPTIONS /open', 'GET /files/a/b%20c', 'GET /files', 'GET /files/../x', 'GET /list', 'GET /list/', 'GET /list/3',
    'GET /list/x', 'GET /de/a%2Fb.html', 'GET /fr/a.html', 'GET /user/%zz', 'GET /user/%00', 'GET relative', 'GET /user/9223372036854775807',
    'GET /user/9223372036854775808', 'get /open', 'GET /user/7?x=1',
] as $line) {
    show($routes, ...explode(' ', $line));
}
echo $routes->match('GET', '/' . str_repeat('a', 8191))['status'], ' ', $routes->match('GET', '/' . str_repeat('a', 8192))['status'], "\n";
var_dump($routes->match('GET', '/user/7')['params']['id']);
// More can be declared at any time: nobody uses these routes yet.
$routes->get('/user/7', $h);
show($routes, 'GET', '/user/7');
?>
--EXPECT--
GET /user/me: 200 /user/me []
HEAD /user/7: 200 /user/{id:int} {"id":7}
GET /user/7: 200 /user/{id:int} {"id":7}
POST /user/-12: 200 /user/{id:int} {"id":-12}
GET /user/007: 200 /user/{name} {"name":"007"}
POST /user/x: 405 - [] allowed GET,HEAD,OPTIONS
PUT /user/7: 405 - [] allowed GET,HEAD,OPTIONS,POST
OPTIONS /user/7: 204 - [] allowed GET,HEAD,OPTIONS,POST
BREW /open: 200 /open []
OPTIONS /open: 200 /open []
GET /files/a/b%20c: 200 /files/{path:any} {"path":"a/b c"}
GET /files: 404 - []
GET /files/../x: 404 - []
GET /list: 200 /list/{page:int?} []
GET /list/: 200 /list/{page:int?} []
GET /list/3: 200 /list/{page:int?} {"page":3}
GET /list/x: 404 - []
GET /de/a%2Fb.html: 200 /{lang:de|en}/{name}.html {"lang":"de","name":"a/b"}
GET /fr/a.html: 404 - []
GET /user/%zz: 400 - []
GET /user/%00: 400 - []
GET relative: 404 - []
GET /user/9223372036854775807: 200 /user/{id:int} {"id":9223372036854775807}
GET /user/9223372036854775808: 200 /user/{name} {"name":"9223372036854775808"}
get /open: 200 /open []
GET /user/7?x=1: 200 /user/{id:int} {"id":7} path /user/7
404 414
int(7)
GET /user/7: 200 /user/7 []
