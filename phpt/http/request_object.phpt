--TEST--
HTTP: properties and helpers of the request; it cannot be made, changed, cloned into another or serialized
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $attempt = function (callable $try) {
            try {
                return $try();
            } catch (Throwable $e) {
                return get_class($e) . ': ' . $e->getMessage();
            }
        };
        switch ($req->path) {
            case '/refused':
                return array_map($attempt, [
                    fn () => new Aha\Server\Request, fn () => new Aha\Server\Response, fn () => new Aha\Server\UploadedFile, fn () => new Aha\Server\Body,
                    function () use ($req) { $req->method = 'x'; }, function () use ($req) { $req->get['x'] = 1; }, function () use ($req) { $req->own = 1; },
                    function () use ($req) { unset($req->uri); }, fn () => serialize($req), fn () => (clone $req)->uri, fn () => $req->nothing,
                ]);
            case '/lazy':
                return [isset($req->get['a']), isset($req->get['none']), isset($req->nothing), empty($req->post), property_exists($req, 'get'),
                    array_keys(get_object_vars($req)), count((array) $req), strlen(print_r($req, true)) > 500, strlen(json_encode($req)) > 300];
            case '/helpers':
                return [$req->header('X-One'), $req->header('x-ONE'), $req->header('none'), $req->header('none', 'default'), $req->bearerToken(), $req->isAjax(), $req->wantsJson(),
                    $req->isSecure(), $req->isAborted(), $req->clientAddress()];
        }
        $server = $req->server;
        $ports = [$server['server_port'] > 0, $server['remote_port'] > 0, abs($server['request_time'] - time()) < 5, abs($server['request_time_float'] - microtime(true)) < 5];
        unset($server['server_port'], $server['remote_port'], $server['request_time'], $server['request_time_float']);
        return [$req->method, $req->uri, $req->path, $req->protocol, $req->header, $req->get, $server, $ports];
    })->start();
    PHP);
$show = fn (?Answer $answer) => print(json_encode(json_decode($answer->body), JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");
$show($server->get('/a%20b/c?x=1&y=%20&z', ['X-One: 1', 'X-ONE: 2', 'Accept: */*', '7: seven']));
$show($server->get('/refused'));
$show($server->get('/lazy?a=1'));
$show($server->get('/helpers', ['X-One: 1', 'Authorization: bearer  token.x', 'X-Requested-With: xmlhttprequest', 'Accept: application/json']));
$show($server->get('/helpers', ['Authorization: Basic abc', 'Accept: text/html']));
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
[
    "GET",
    "/a%20b/c?x=1&y=%20&z",
    "/a%20b/c",
    "HTTP/1.1",
    {
        "host": "test",
        "x-one": "1, 2",
        "accept": "*/*",
        "7": "seven"
    },
    {
        "x": "1",
        "y": " ",
        "z": ""
    },
    {
        "request_method": "GET",
        "request_uri": "/a%20b/c?x=1&y=%20&z",
        "path_info": "/a%20b/c",
        "query_string": "x=1&y=%20&z",
        "server_protocol": "HTTP/1.1",
        "server_addr": "127.0.0.1",
        "remote_addr": "127.0.0.1",
        "https": ""
    },
    [
        true,
        true,
        true,
        true
    ]
]
[
    "Error: Call to private Aha\\Server\\Request::__construct() from global scope",
    "Error: Call to private Aha\\Server\\Response::__construct() from global scope",
    "Error: Call to private Aha\\Server\\UploadedFile::__construct() from global scope",
    "Error: Call to private Aha\\Server\\Body::__construct() from global scope",
    "Error: Cannot initialize readonly property Aha\\Server\\Request::$method from global scope",
    "Error: Cannot modify readonly property Aha\\Server\\Request::$get",
    "Error: Cannot create dynamic property Aha\\Server\\Request::$own",
    "Error: Cannot unset readonly property Aha\\Server\\Request::$uri from global scope",
    "Exception: Serialization of 'Aha\\Server\\Request' is not allowed",
    "Error: Trying to clone an uncloneable object of class Aha\\Server\\Request",
    null
]
[
    true,
    false,
    false,
    true,
    true,
    [
        "method",
        "uri",
        "path",
        "protocol",
        "header",
        "get",
        "post",
        "cookie",
        "files",
        "server"
    ],
    10,
    true,
    true
]
[
    "1",
    "1",
    null,
    "default",
    "token.x",
    true,
    true,
    false,
    false,
    "127.0.0.1"
]
[
    null,
    null,
    null,
    "default",
    null,
    false,
    false,
    false,
    false,
    "127.0.0.1"
]
int(0)
PHP Warning:  Undefined property: Aha\Server\Request::$nothing in server.php on line 15
