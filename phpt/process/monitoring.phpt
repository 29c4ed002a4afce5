--TEST--
Process: health_path, metrics_path, the control socket, tasks with what they wait on
--FILE--
<?php
require __DIR__ . '/process.inc';

$prefork = new Prefork("function (\$request) { if (\$request->path === '/wait') { yield Aha\\sleep(30); } return 'x'; }",
    "'worker_num' => 2, 'health_path' => '/healthz', 'metrics_path' => '/metrics'");
for ($i = 0; $i < 10; ++$i) {
    $prefork->get('/');
}
echo $prefork->get('/healthz');
$metrics = $prefork->get('/metrics');
var_dump($metrics->header('content-type'), substr($metrics->body, -6));
preg_match('/^aha_responses_total\{class="2xx"\} (\d+)/m', $metrics->body, $served);
var_dump((int) $served[1] >= 10);
printf("%o\n", fileperms($prefork->control) & 0777);
$client = $prefork->server->connect();
$client->send(request('/wait'));
var_dump(eventually(fn () => preg_match('~GET /wait.*sleep at [^"]*server\.php:\d+~', str_replace('\/', '/', json_encode($prefork->ask('tasks')))) === 1));
var_dump($prefork->ask('status')['totals']['requests'] >= 11, $prefork->ask('nonsense')['ok']);
?>
--EXPECT--
200 ok
string(58) "application/openmetrics-text; version=1.0.0; charset=utf-8"
string(6) "# EOF
"
bool(true)
600
bool(true)
bool(true)
bool(false)
