--TEST--
examples/template: a copy of it serves, and its own test passes, and fails when the application does
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$folder = temporaryFolder();
exec('cp -r ' . escapeshellarg(EXAMPLES . '/template') . ' ' . escapeshellarg("$folder/shop"));
$extension = getenv('AHA_EXTENSION') ?: dirname(__DIR__, 2) . '/modules/aha.so';
$test = escapeshellarg(PHP_BINARY) . ' -n -d ' . escapeshellarg("extension=$extension") . ' ' . escapeshellarg("$folder/shop/tests/run.php") . ' 2>&1';

exec($test, $lines, $status);
echo implode("\n", $lines), "\n", $status, "\n";

$example = new Example('shop/server.php', $folder);
check(str_contains((string) $example->get('/')?->body, '<h1>It works</h1>'), 'the page: ' . $example->get('/'));
echo shown($example->get('/hello/Ada'));
check($example->stop() === 0, 'it stops');

$action = "$folder/shop/App/Actions/Hello.php";
file_put_contents($action, str_replace("'hello' =>", "'bye' =>", file_get_contents($action)));
exec($test, $lines, $status);
echo preg_grep('/^NOT OK/', $lines) === [] ? 'all is well' : 'it is found', "\n", $status, "\n";
--EXPECT--
ok - the first page
ok - a declared route
ok - an action by convention
ok - a path that nobody has
0
200 {"hello":"Ada"}
it is found
1
