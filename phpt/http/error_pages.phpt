--TEST--
HTTP: error pages in HTML or JSON by Accept; details only with debug
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$code = <<<'PHP'
    server(function ($req, $res) {
        switch ($req->path) {
            case '/http':
                throw new Aha\HttpException(404, 'There is no <user> 7');
            case '/http/503':
                throw new Aha\HttpException(503, 'Come later');
            case '/http/plain':
                throw new Aha\HttpException(410);
            case '/error':
                $res->header('X-Lost', '1')->status(201);
                throw new TypeError('secret <details>');
        }
        throw new RuntimeException("secret\xff");
    }, OPTIONS)->start();
    PHP;
$server = new Server(str_replace('OPTIONS', '[]', $code));
foreach (['/http', '/http/503', '/http/plain', '/error', '/runtime'] as $path) {
    echo $server->get($path), $server->get($path, ['Accept: application/json']);
}
echo "by Accept:\n";
foreach (['text/html', '*/*', 'application/json;q=0.5, text/html', 'text/html;q=0.1, application/json', 'application/problem+json', 'image/png', ''] as $accept) {
    $answer = $server->get('/http', ["Accept: $accept"]);
    echo str_pad($accept, 40), $answer->header('content-type'), "\n";
}
$answer = $server->get('/error');
echo $answer->status, ' ', $answer->header('x-lost'), ' paths or traces in the page: ', json_encode((bool) preg_match('~\.php|#0|/tmp~', $answer->body)), "\n";
var_dump($server->stop(), $server->logs('secret <details>'));
echo preg_replace('/\n(?!aha:|PHP)[^\n]*/', '', $server->log());
echo "debug, JSON by default:\n";
$server = new Server(str_replace('OPTIONS', "['debug' => true, 'json_errors' => true]", $code));
echo $server->get('/error'), $server->get('/runtime'), $server->get('/error', ['Accept: text/html']), $server->get('/http');
$server->stop();
?>
--EXPECT--
404 page: 404 Not Found: There is no &lt;user&gt; 7
404 {"error":{"status":404,"message":"There is no \u003cuser\u003e 7"}}
503 page: 503 Service Unavailable: Come later
503 {"error":{"status":503,"message":"Come later"}}
410 page: 410 Gone: 
410 {"error":{"status":410,"message":"Gone"}}
500 page: 500 Internal Server Error: 
500 {"error":{"status":500,"message":"Internal Server Error"}}
500 page: 500 Internal Server Error: 
500 {"error":{"status":500,"message":"Internal Server Error"}}
by Accept:
text/html                               text/html; charset=utf-8
*/*                                     text/html; charset=utf-8
application/json;q=0.5, text/html       text/html; charset=utf-8
text/html;q=0.1, application/json       application/json
application/problem+json                application/json
image/png                               text/html; charset=utf-8
                                        text/html; charset=utf-8
500 - paths or traces in the page: false
int(0)
bool(true)
aha: unhandled error in request GET /http/503: Aha\HttpException: Come later in server.php:7
aha: unhandled error in request GET /http/503: Aha\HttpException: Come later in server.php:7
aha: unhandled error in request GET /error: TypeError: secret <details> in server.php:12
aha: unhandled error in request GET /error: TypeError: secret <details> in server.php:12
aha: unhandled error in request GET /runtime: RuntimeException: secretÿ in server.php:14
aha: unhandled error in request GET /runtime: RuntimeException: secretÿ in server.php:14
aha: unhandled error in request GET /error: TypeError: secret <details> in server.php:12debug, JSON by default:
500 {"error":{"status":500,"message":"secret \u003cdetails\u003e"}}
500 {"error":{"status":500,"message":"secret\ufffd"}}
500 page: 500 Internal Server Error: secret &lt;details&gt;
404 {"error":{"status":404,"message":"There is no \u003cuser\u003e 7"}}
