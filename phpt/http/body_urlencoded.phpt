--TEST--
HTTP: urlencoded bodies and queries: nested names, encodings, max_input_vars
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req) {
        return match ($req->path) {
            '/count' => count($req->get) . ' ' . count($req->post) . ' ' . array_key_last($req->get) . ' ' . array_key_last($req->post),
            '/input' => [$req->input('a'), $req->input('b'), $req->input('none', 'default'), $req->only(['a', 'x', 'none']), $req->except(['a'])],
            default => ['get' => $req->get, 'post' => $req->post],
        };
    })->start();
    PHP, ['max_input_vars=5']);
function form(Server $server, string $path, string $body, string $type = 'application/x-www-form-urlencoded'): string
{
    return $server->get($path, ["Content-Type: $type"], 'POST', $body);
}
echo form($server, '/?a=1&b[]=2&b[]=3', 'c[x][y]=4&c[x][z]=5&d=%C3%A9+%2B&e');
echo form($server, '/?a%20b=1&c.d=2', '=novalue&&f=1=2;3', 'Application/X-WWW-Form-Urlencoded; charset=utf-8');
echo form($server, '/', 'a=1', 'text/plain');
echo form($server, '/', 'a=1', 'application/x-www-form-urlencoded-not');
echo form($server, '/count?' . implode('&', array_map(fn ($i) => "g$i=1", range(1, 9))), implode('&', array_map(fn ($i) => "p$i=1", range(1, 9))));
echo form($server, '/input?a=1&b=2', 'a=3&x=4');
$chunked = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n" . chunked('a=1&', 'b=2');
echo $server->request($chunked);
var_dump($server->stop());
echo $server->log();
?>
--EXPECTF--
200 {"get":{"a":"1","b":["2","3"]},"post":{"c":{"x":{"y":"4","z":"5"}},"d":"é +","e":""}}
200 {"get":{"a_b":"1","c_d":"2"},"post":{"f":"1=2;3"}}
200 {"get":[],"post":[]}
200 {"get":[],"post":{"a":"1"}}
200 5 5 g5 p5
200 ["3","2","default",{"a":"3","x":"4"},{"b":"2","x":"4"}]
200 {"get":[],"post":{"a":"1","b":"2"}}
int(0)
PHP Warning:  {closure}(): Input variables exceeded 5. To increase the limit change max_input_vars in php.ini. in server.php on line 4
PHP Warning:  {closure}(): Input variables exceeded 5. To increase the limit change max_input_vars in php.ini. in server.php on line 4
