--TEST--
examples/app: what the demos show is so
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('app/server.php');
$json = fn (string $path) => json_decode($example->get($path)->body, true);

echo shown($example->get('/hello?name=Ada'));
check($json('/json?colour=teal')['query'] === ['colour' => 'teal'], '/json tells the query');
check($json('/sleep')['slept'] >= 0.49, '/sleep takes half a second');
$parallel = $json('/parallel');
check($parallel['elapsed'] >= 0.39 && $parallel['elapsed'] < 0.85, "/parallel takes as long as the longest: {$parallel['elapsed']}");
check($parallel['weather'] === 'took 0.4' && array_keys($parallel) === ['user', 'news', 'weather', 'elapsed'], '/parallel keeps keys');
$first = $json('/first');
sort($first['log']);
check($first === ['winner' => 'Lima', 'log' => ['Kyoto has ended', 'Lima has ended', 'Oslo has ended']], '/first cancels the others');
check(count($json('/workers')) === 9, '/workers does nine jobs');
check($json('/fiber')['waited'] === 3, '/fiber waits three times');
check($json('/callback') === ['by' => 'a callback', 'error' => null], '/callback answers later');

$cookie = $example->get('/cookie');
check($cookie->header('set-cookie') === 'visits=1; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax', 'a cookie is set: ' . $cookie->header('set-cookie'));
check($example->get('/cookie', ['Cookie: visits=1'])->body === '{"visits":2}', '/cookie counts');

check(substr_count($example->get('/stream')->body, "\n") === 10, '/stream sends ten lines');
$client = $example->connect();
$client->send(request('/clock/events'));
readUntil($client, "\n\n");
check(preg_match('/^data: \d\d:\d\d:\d\d\n\n$/m', readUntil($client, "\n\n")) === 1, 'the clock ticks');
$client->close();

$counted = json_decode($example->send(request('/count', [], 'POST', str_repeat('x', 100000)))->body, true);
check($counted['sha256'] === hash('sha256', str_repeat('x', 100000)), '/count hashes');
$form = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n<b>\r\n" .
    "--b\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"a&b.txt\"\r\n\r\ncontent\r\n--b--\r\n";
$received = $example->send(request('/upload', ['Content-Type: multipart/form-data; boundary=b'], 'POST', $form))->body;
check(str_contains($received, '&lt;b&gt;') && str_contains($received, 'a&amp;b.txt') && str_contains($received, '<td>7</td>'), '/upload lists the file');

$file = $example->get('/files/lighthouse.svg');
check($file->header('content-type') === 'image/svg+xml' && $file->header('etag') !== '-', 'a static file');
check($example->get('/source')->body === file_get_contents(EXAMPLES . '/app/server.php'), '/source is the script');
check($example->get('/server.php')->status === 404, 'nothing else is served from the folder');

echo shown($example->get('/missing', ['Accept: application/json']));
echo shown($example->get('/error', ['Accept: application/json']));
foreach (['/deadline', '/runaway'] as $path) {
    $start = microtime(true);
    $answer = $example->get($path, ['Accept: application/json']);
    check(microtime(true) - $start < patience(3), "$path ends at its deadline");
    echo shown($answer);
}
$wrong = $example->send(request('/hello', [], 'POST'));
echo $wrong->status, ' ', $wrong->header('allow'), "\n";

// A worker publishes its counters now and then; the one that answers knows only its own at once.
$stats = [];
eventually(function () use (&$stats, $json) {
    $stats = $json('/stats.json');
    return $stats['stall_count'] >= 1;
});
check($stats['request_count'] > 15 && $stats['stall_count'] >= 1 && $stats['in_flight'] >= 1, '/stats.json counts: ' . json_encode($stats));
check(str_contains($example->get('/stats')->body, 'id="request_count"'), '/stats is a page');
check(str_contains($example->get('/about')->body, 'libuv'), '/about names the libraries');

$errors = $example->errors();
foreach (['unhandled error in request GET /error: RuntimeException: The cable was cut. in examples/app/src/demos/5-failures.php:',
    'unhandled error in request GET /deadline: Aha\DeadlineException', 'unhandled error in request GET /runaway: Aha\DeadlineException',
    'the event loop is blocked for ', ' ms by code at examples/app/src/demos/5-failures.php:'] as $line) {
    check(str_contains($errors, $line), "the log has a line '$line': $errors");
}
check(!preg_match('/Warning|Notice|Deprecated|Fatal/', $errors), "no PHP warnings: $errors");
var_dump($example->stop());
--EXPECT--
200 Hello, Ada!
404 {"error":{"status":404,"message":"This page was never here."}}
500 {"error":{"status":500,"message":"The cable was cut."}}
504 {"error":{"status":504,"message":"The deadline was exceeded"}}
504 {"error":{"status":504,"message":"The deadline was exceeded by code that does not wait"}}
405 GET
int(0)
