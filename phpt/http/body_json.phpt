--TEST--
HTTP: JSON bodies
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req) {
        if ($req->path === '/object') {
            return get_class($req->json(false));
        }
        return ['json' => $req->json(), 'post' => $req->post];
    })->start();
    PHP);
$post = fn ($body, $type, $path = '/') => print($server->get($path, ["Content-Type: $type", 'Accept: application/json'], 'POST', $body));
$post('{"a":[1,2.5,null,"\u00e9"]}', 'application/json');
$post('"text"', 'application/json; charset=utf-8');
$post('{}', 'application/problem+json', '/object');
$post('{"a":', 'application/json');
$post('', 'application/json');
$post('{}', 'text/plain');
$post('{}', 'application/jsonx');
$post(str_repeat('[', 600) . str_repeat(']', 600), 'application/json');
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
200 {"json":{"a":[1,2.5,null,"é"]},"post":[]}
200 {"json":"text","post":[]}
200 stdClass
400 {"error":{"status":400,"message":"The request body is not valid JSON"}}
400 {"error":{"status":400,"message":"The request body is not valid JSON"}}
415 {"error":{"status":415,"message":"The request body must be JSON"}}
415 {"error":{"status":415,"message":"The request body must be JSON"}}
400 {"error":{"status":400,"message":"The request body is not valid JSON"}}
int(0)
