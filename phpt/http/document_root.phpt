--TEST--
HTTP: document_root: files, index, no way out, links, dot files, methods
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$folder = temporaryFolder();
mkdir("$folder/root/sub/empty", 0700, true);
mkdir("$folder/root/.hidden");
mkdir("$folder/root/.well-known");
foreach (['secret.txt' => 'secret', 'root/index.html' => 'index', 'root/a b.txt' => 'blank', 'root/app.js' => 'js', 'root/sub/index.html' => 'sub index', 'root/sub/x.css' => 'css',
    'root/.env' => 'dot', 'root/.hidden/x' => 'dot', 'root/.well-known/x' => 'known', 'root/unreadable' => 'no'] as $name => $text) {
    file_put_contents("$folder/$name", $text);
}
symlink("$folder/secret.txt", "$folder/root/link");
symlink('app.js', "$folder/root/inner");
symlink($folder, "$folder/root/up");
$start = fn (string $options) => new Server("server(fn (\$req) => \"handler \$req->path\", ['document_root' => '$folder/root'$options])->start();");
$server = $start('');
$paths = ['/', '/index.html', '/app.js', '/a%20b.txt', '/a b.txt', '/sub/', '/sub', '/sub?q=1', '/sub/x.css', '/sub/./x.css', '/sub/../app.js', '/sub/empty/', '/sub/empty', '/missing',
    '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/sub/../../secret.txt', '/sub/%2e%2e/%2e%2e/secret.txt', '/%252e%252e/secret.txt', '/..\\secret.txt', '/sub/..%5c..%5csecret.txt',
    '/app.js%00.html', '/app.js/', '/app.js/x', '//app.js', '//sub', '///sub?q', '/link', '/inner', '/up/secret.txt', '/.env', '/.hidden/x', '/.well-known/x', '/%zz', '/%'];
function show(Server $server, string $path, array $header = [], string $method = 'GET'): void
{
    $client = $server->connect();
    $client->send(request($path, $header, $method));
    $answer = $client->answer($method === 'HEAD');
    echo str_pad("$method $path", 38), rtrim((string) $answer), ' ', $answer->header('content-type'), isset($answer->header['allow']) ? ' allow ' . $answer->header['allow'] : '', isset($answer->header['location']) ? ' -> ' . $answer->header('location') : '', "\n";
}
foreach ($paths as $path) {
    show($server, $path);
}
show($server, '/app.js', method: 'HEAD');
show($server, '/app.js', method: 'POST');
show($server, '/app.js', ['Range: bytes=1-']);
var_dump($server->stop());
echo $server->log();
echo "links followed, only below locations, another index, a maximum age:\n";
$server = $start(", 'static_follow_symlinks' => true, 'static_handler_locations' => ['/sub', '/link', '/up'], 'http_index_files' => ['x.css'], 'static_max_age' => 60");
foreach (['/app.js', '/link', '/up/secret.txt', '/sub/'] as $path) {
    show($server, $path);
}
echo $server->get('/sub/x.css')->header('cache-control'), "\n";
$server->stop();
echo "without a handler:\n";
$server = new Server("\$server = new Aha\\Server\\Http('127.0.0.1', 0, ['document_root' => '$folder/root', 'process' => 'single']); \$server->on('start', 'announce'); \$server->start();");
foreach (['/app.js', '/missing', '/sub', '/.env'] as $path) {
    show($server, $path);
}
show($server, '/app.js', method: 'POST');
show($server, '/app.js', method: 'OPTIONS');
var_dump($server->stop());
echo $server->log();
echo "no such folder:\n";
$server = new Server("server(fn () => 1, ['document_root' => '$folder/none'])->start();", wait: false);
var_dump($server->wait());
echo str_replace($folder, 'FOLDER', strtok($server->log(), "\n")), "\n";
?>
--EXPECT--
GET /                                 200 index text/html; charset=utf-8
GET /index.html                       200 index text/html; charset=utf-8
GET /app.js                           200 js text/javascript; charset=utf-8
GET /a%20b.txt                        200 blank text/plain; charset=utf-8
GET /a b.txt                          400 page: 400 Bad Request: malformed HTTP version text/html; charset=utf-8
GET /sub/                             200 sub index text/html; charset=utf-8
GET /sub                              301 - -> /sub/
GET /sub?q=1                          301 - -> /sub/?q=1
GET /sub/x.css                        200 css text/css; charset=utf-8
GET /sub/./x.css                      200 css text/css; charset=utf-8
GET /sub/../app.js                    400 page: 400 Bad Request: text/html; charset=utf-8
GET /sub/empty/                       403 page: 403 Forbidden: text/html; charset=utf-8
GET /sub/empty                        301 - -> /sub/empty/
GET /missing                          200 handler /missing text/html; charset=utf-8
GET /../secret.txt                    400 page: 400 Bad Request: text/html; charset=utf-8
GET /..%2fsecret.txt                  400 page: 400 Bad Request: text/html; charset=utf-8
GET /%2e%2e/secret.txt                400 page: 400 Bad Request: text/html; charset=utf-8
GET /sub/../../secret.txt             400 page: 400 Bad Request: text/html; charset=utf-8
GET /sub/%2e%2e/%2e%2e/secret.txt     400 page: 400 Bad Request: text/html; charset=utf-8
GET /%252e%252e/secret.txt            200 handler /%252e%252e/secret.txt text/html; charset=utf-8
GET /..\secret.txt                    400 page: 400 Bad Request: invalid character in the request target text/html; charset=utf-8
GET /sub/..%5c..%5csecret.txt         400 page: 400 Bad Request: text/html; charset=utf-8
GET /app.js%00.html                   400 page: 400 Bad Request: text/html; charset=utf-8
GET /app.js/                          200 handler /app.js/ text/html; charset=utf-8
GET /app.js/x                         200 handler /app.js/x text/html; charset=utf-8
GET //app.js                          200 js text/javascript; charset=utf-8
GET //sub                             301 - -> /sub/
GET ///sub?q                          301 - -> /sub/?q
GET /link                             200 handler /link text/html; charset=utf-8
GET /inner                            200 handler /inner text/html; charset=utf-8
GET /up/secret.txt                    200 handler /up/secret.txt text/html; charset=utf-8
GET /.env                             200 handler /.env text/html; charset=utf-8
GET /.hidden/x                        200 handler /.hidden/x text/html; charset=utf-8
GET /.well-known/x                    200 known application/octet-stream
GET /%zz                              400 page: 400 Bad Request: malformed percent escape in the path text/html; charset=utf-8
GET /%                                400 page: 400 Bad Request: malformed percent escape in the path text/html; charset=utf-8
HEAD /app.js                          200 text/javascript; charset=utf-8
POST /app.js                          200 handler /app.js text/html; charset=utf-8
GET /app.js                           206 s text/javascript; charset=utf-8
int(0)
links followed, only below locations, another index, a maximum age:
GET /app.js                           200 handler /app.js text/html; charset=utf-8
GET /link                             200 secret application/octet-stream
GET /up/secret.txt                    200 secret text/plain; charset=utf-8
GET /sub/                             200 css text/css; charset=utf-8
max-age=60
without a handler:
GET /app.js                           200 js text/javascript; charset=utf-8
GET /missing                          404 page: 404 Not Found: text/html; charset=utf-8
GET /sub                              301 - -> /sub/
GET /.env                             404 page: 404 Not Found: text/html; charset=utf-8
POST /app.js                          405 page: 405 Method Not Allowed: text/html; charset=utf-8 allow GET, HEAD
OPTIONS /app.js                       405 page: 405 Method Not Allowed: text/html; charset=utf-8 allow GET, HEAD
int(0)
no such folder:
int(255)
PHP Fatal error:  Uncaught Aha\ConfigException: document_root: open the document root FOLDER/none: No such file or directory in server.php:2
