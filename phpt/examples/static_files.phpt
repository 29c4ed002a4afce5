--TEST--
examples/07-static-files.php: index, range, conditional, traversal, handler, download
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('07-static-files.php');
$index = $example->get('/');
check($index->body === file_get_contents(EXAMPLES . '/public/index.html'), 'the index is sent');
echo $index->header('content-type'), ' | ', $index->header('cache-control'), "\n";
echo $example->get('/', ['If-None-Match: ' . $index->header('etag')])->status, "\n";
$range = $example->get('/hello.txt', ['Range: bytes=0-9']);
echo $range->status, ' ', $range->body, ' ', $range->header('content-range'), "\n";
echo $example->get('/style.css')->header('content-type'), "\n";
foreach (['/../07-static-files.php', '/%2e%2e/07-static-files.php', '/..%2f07-static-files.php', '/nothing'] as $path) {
    check(in_array($example->get($path)->status, [400, 403, 404], true), "$path is refused");
}
check(preg_match('/^\{"time":"\d{4}-/', $example->get('/api/time')->body) === 1, 'the handler answers the rest');
$download = $example->get('/download');
check($download->body === file_get_contents(EXAMPLES . '/public/picture.svg'), 'the file is sent');
echo $download->header('content-type'), ' | ', $download->header('content-disposition'), "\n";
var_dump($example->stop(), $example->errors());
--EXPECTF--
text/html; charset=utf-8 | max-age=3600
304
206 Hello from bytes 0-9/%d
text/css; charset=utf-8
image/svg+xml | attachment; filename="picture.svg"
int(0)
string(0) ""
