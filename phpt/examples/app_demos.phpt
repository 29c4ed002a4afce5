--TEST--
examples/app: what the demos of waiting, streams, files and failures show is so
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('app/server.php');
$json = fn (string $path) => json_decode($example->get($path)->body, true);

echo shown($example->get('/basics/hello?name=Ada'));
check($json('/basics/json?colour=teal')['query'] === ['colour' => 'teal'], '/basics/json tells the query');
check($json('/coroutine/sleep')['slept'] >= 0.49, '/coroutine/sleep takes half a second');
$parallel = $json('/coroutine/parallel');
check($parallel['elapsed'] >= 0.39 && $parallel['elapsed'] < 0.85, "/coroutine/parallel takes as long as the longest: {$parallel['elapsed']}");
check($parallel['weather'] === 'took 0.4' && array_keys($parallel) === ['user', 'news', 'weather', 'elapsed'], '/coroutine/parallel keeps keys');
$first = $json('/coroutine/first');
sort($first['log']);
check($first === ['winner' => 'Lima', 'log' => ['Kyoto has ended', 'Lima has ended', 'Oslo has ended']], '/coroutine/first cancels the others');
check(count($json('/coroutine/workers')) === 9, '/coroutine/workers does nine jobs');
check($json('/coroutine/fiber')['waited'] === 3, '/coroutine/fiber waits three times');
check($json('/coroutine/callback') === ['by' => 'a callback', 'error' => null], '/coroutine/callback answers later');

$cookie = $example->get('/basics/cookie');
check($cookie->header('set-cookie') === 'visits=1; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax', 'a cookie is set: ' . $cookie->header('set-cookie'));
check($example->get('/basics/cookie', ['Cookie: visits=1'])->body === '{"visits":2}', '/basics/cookie counts');

check(substr_count($example->get('/stream/lines')->body, "\n") === 10, '/stream/lines sends ten lines');
$client = $example->connect();
$client->send(request('/stream/ticks'));
readUntil($client, "\n\n");
check(preg_match('/^data: \d\d:\d\d:\d\d\n\n$/m', readUntil($client, "\n\n")) === 1, 'the clock ticks');
$client->close();

$counted = json_decode($example->send(request('/stream/count', [], 'POST', str_repeat('x', 100000)))->body, true);
check($counted['sha256'] === hash('sha256', str_repeat('x', 100000)), '/stream/count hashes');
$form = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n<b>\r\n" .
    "--b\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"a&b.txt\"\r\n\r\ncontent\r\n--b--\r\n";
$received = $example->send(request('/file/upload', ['Content-Type: multipart/form-data; boundary=b'], 'POST', $form))->body;
check(str_contains($received, '&lt;b&gt;') && str_contains($received, 'a&amp;b.txt') && str_contains($received, '<td>7</td>'), '/file/upload lists the file');

$file = $example->get('/files/lighthouse.svg');
check($file->header('content-type') === 'image/svg+xml' && $file->header('etag') !== '-', 'a static file');
check($example->get('/file/lighthouse')->header('location') === '/files/lighthouse.svg', 'its action leads there');
check($example->get('/file/source')->body === file_get_contents(EXAMPLES . '/app/server.php'), '/file/source is the script');
foreach (['/server.php', '/Application/Config/Database.php', '/files/../server.php', '/var/key.pem'] as $path) {
    check($example->get($path)->status >= 400, "$path is not served");
}

foreach (['/failure/missing', '/failure/error', '/failure/soldOut'] as $path) {
    echo shown($example->get($path, ['Accept: application/json']));
}
echo $example->get('/failure/quit')->status, "\n";
foreach (['/failure/deadline', '/failure/runaway'] as $path) {
    $start = microtime(true);
    $answer = $example->get($path, ['Accept: application/json']);
    check(microtime(true) - $start < patience(3), "$path ends at its deadline");
    echo shown($answer);
}
check(str_contains($example->get('/failure/missing', ['Accept: text/html'])->body, '<!DOCTYPE html>'), 'a browser gets a page');
check($example->get('/no/such/action')->status === 404 && $example->get('/a/b/c/d')->status === 404, 'what is not there is a 404');

$errors = $example->errors(withStalls: true);
foreach (['RuntimeException: The cable was cut. in examples/app/Application/Actions/Failure/Error.php:', 'GET /failure/deadline: Aha\DeadlineException',
    'GET /failure/runaway: Aha\DeadlineException', 'the event loop is blocked for ', ' ms by code at examples/app/Application/Actions/Failure/Runaway.php:'] as $line) {
    check(str_contains($errors, $line), "the log has a line '$line': $errors");
}
check(!preg_match('/Warning|Notice|Deprecated|Fatal/', $errors), "no PHP warnings: $errors");
var_dump($example->stop());
--EXPECT--
200 Hello, Ada!
404 {"error":{"status":404,"message":"This page was never here."}}
500 {"error":{"status":500,"message":"The cable was cut."}}
409 {"soldOut":"tea"}
500
504 {"error":{"status":504,"message":"The deadline was exceeded"}}
504 {"error":{"status":504,"message":"The deadline was exceeded by code that does not wait"}}
int(0)
