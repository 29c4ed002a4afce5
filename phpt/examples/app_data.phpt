--TEST--
examples/app: configuration, logs, filters, the API, middleware, the database, the cache and the monitor
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('app/server.php');
$json = fn (string $path) => json_decode($example->get($path)->body, true);

check($json('/basics/config') === ['environment' => 'dev', 'section and key' => 'EUR', 'as an object' => 'EUR', 'dotted, with a default' => [3, 'bicycle'],
    'merged' => ['days' => 3, 'countries' => ['DE', 'FR', 'PL']]], '/basics/config: ' . $example->get('/basics/config'));
$log = $json('/basics/log');
check(count($log['app']) === 5 && str_contains($log['app'][0], 'debug') && str_contains($log['app'][4], 'error'), '/basics/log writes five lines in dev');
check(str_contains($log['public'][0], 'event=demo'), '/basics/log writes one for programs');
check($json('/filter/track') === ['passed so far' => ['preRouter', 'postRouter', 'preDispatch']], '/filter/track passes the hooks');
check(eventually(fn () => str_contains((string) @file_get_contents(glob("$example->folder/monitor-*.log")[0] ?? ''), 'preRouter postRouter preDispatch')), 'postDispatch logs');

echo "-- API\n";
$send = fn (string $method, string $path, string $body = '', array $header = []) => $example->send(request($path, $header, $method, $body));
echo shown($send('GET', '/api/notes'));
$created = $send('POST', '/api/notes', '{"text":"milk"}', ['Content-Type: application/json']);
echo shown($created), $created->header('location'), "\n";
echo shown($send('GET', '/api/notes/2'));
echo shown($send('DELETE', '/api/notes/2')), shown($send('GET', '/api/notes/2', '', ['Accept: application/json']));
echo shown($send('POST', '/api/notes', '{"text":""}', ['Content-Type: application/json', 'Accept: application/json']));
$wrong = $send('PATCH', '/api/notes');
echo $wrong->status, ' ', $wrong->header('allow'), "\n";
$client = $example->connect();
$client->send(request('/api/notes', [], 'HEAD'));
check($send('GET', '/notes/one')->status === 404, 'an action that has parameters is none by convention');
echo $send('GET', '/api/notes/x')->status, ' ', $client->answer(true)->status, "\n";
echo shown($send('GET', '/api/secret', '', ['Accept: application/json']));
echo shown($send('GET', '/api/secret', '', ['Authorization: Bearer sesame']));
echo $send('GET', '/api/secret', '', ['Authorization: Bearer sesame'])->header('x-guarded'), "\n";

echo "-- data\n";
foreach (['/storage/query', '/storage/transaction', '/storage/callback'] as $path) {
    echo shown($example->get($path));
}
$chain = $json('/storage/chain');
check($chain['changed'] === 1 && $chain['visits'] >= 1 && $json('/storage/chain')['visits'] === $chain['visits'] + 1, '/storage/chain counts');
$cache = $json('/storage/cache');
check($cache['sum'] === 150 && in_array($cache['from'], ['the database', 'the cache'], true), '/storage/cache has the sum');
$again = $json('/storage/cache');
check($again['sum'] === 150 && $again['in'] === 'the database', '/storage/cache is asked again');
$redis = $json('/storage/redis');
check(getenv('REDIS_HOST') === false ? isset($redis['skipped']) : $redis['ranking'] === ['Grace', 'Ada'], '/storage/redis: ' . json_encode($redis));

echo "-- Aha 1.x\n";
echo shown($example->get('/classic/say'));
$fetch = $json('/classic/fetch');
check(preg_match('/^\d\d:\d\d:\d\d$/', $fetch['time']) === 1 && $fetch['money'] === 100, '/classic/fetch: ' . json_encode($fetch));

echo "-- monitor\n";
check(str_contains($example->get('/monitor')->body, 'id="request_count"'), '/monitor is a page');
check($json('/code?of=Failure/Blocking') === null && str_contains($example->get('/code?of=Failure/Blocking')->body, 'usleep'), 'code is shown');
check($example->get('/code?of=../server')->status === 404 && $example->get('/code?of=Code')->status === 404, 'but only that of demos');
check($example->get('/failure/blocking')->status === 200, '/failure/blocking answers');
// A worker publishes its counters now and then; the one that answers knows only its own at once.
$stats = [];
eventually(function () use (&$stats, $json) {
    $stats = $json('/monitor/stats');
    return $stats['stall_count'] >= 1;
});
check($stats['request_count'] > 15 && $stats['stall_count'] >= 1 && $stats['in_flight'] >= 1, '/monitor/stats counts: ' . json_encode($stats));
check(str_contains($example->get('/monitor/about')->body, 'libuv'), '/monitor/about names the libraries');
check(!preg_match('/Warning|Notice|Deprecated|Fatal/', $example->errors()), "no PHP warnings: {$example->errors()}");
var_dump($example->stop());
--EXPECT--
-- API
200 [{"id":1,"text":"The first note"}]
201 {"id":2,"text":"milk"}
/api/notes/2
200 {"id":2,"text":"milk"}
200 {"id":2,"text":"milk"}
404 {"error":{"status":404,"message":"There is no note 2."}}
422 {"error":{"status":422,"message":"A note has a text of 1 to 200 bytes."}}
405 GET, HEAD, OPTIONS, POST
404 200
401 {"error":{"status":401,"message":"Say \"Authorization: Bearer sesame\"."}}
200 {"secret":42,"user":"Ali"}
yes
-- data
200 {"driver":"sqlite","rich":[{"name":"Ada","money":100},{"name":"Bob","money":50}],"sum":150}
200 {"sum":150,"refused by":"ConstraintException"}
200 [["Ada"],["Bob"],["Cid"]]
-- Aha 1.x
200 {"hello":"Aha","currency":"EUR"}
-- monitor
int(0)
