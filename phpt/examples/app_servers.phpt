--TEST--
examples/app on MySQL and Redis, as its server.php says: the same demos, the same API
--EXTENSIONS--
aha
--SKIPIF--
<?php
require __DIR__ . '/../mysql/skipif.inc';
require __DIR__ . '/../redis/skipif.inc';
?>
--FILE--
<?php
require __DIR__ . '/example.inc';
require __DIR__ . '/../mysql/server.inc';
require __DIR__ . '/../redis/server.inc';

$mysql = MariaDbServer::shared();
$name = 'app_' . getmypid();
$mysql->admin("CREATE DATABASE $name");
$redis = new RedisServer(['--requirepass', 'sesame']);
foreach (['DB_HOST' => '127.0.0.1', 'DB_PORT' => $mysql->port, 'DB_USER' => 'aha', 'DB_PASSWORD' => 'secret', 'DB_NAME' => $name,
    'REDIS_HOST' => '127.0.0.1', 'REDIS_PORT' => $redis->port, 'REDIS_PASSWORD' => 'sesame'] as $key => $value) {
    putenv("$key=$value");
}
$example = new Example('app/server.php');
$json = fn (string $path) => json_decode($example->get($path)->body, true);

foreach (['/storage/query', '/storage/transaction', '/storage/callback'] as $path) {
    echo shown($example->get($path));
}
$chain = $json('/storage/chain');
check($chain['changed'] === 1 && $json('/storage/chain')['visits'] === $chain['visits'] + 1, '/storage/chain counts: ' . json_encode($chain));
$cache = $json('/storage/cache');
check($cache['sum'] === 150 && $json('/storage/cache')['in'] === 'Redis', '/storage/cache: ' . json_encode($cache));
echo shown($example->get('/storage/redis'));
$send = fn (string $method, string $path, string $body = '') => $example->send(request($path, ['Content-Type: application/json'], $method, $body));
echo shown($send('POST', '/api/notes', '{"text":"milk"}')), shown($send('GET', '/api/notes')), shown($send('DELETE', '/api/notes/1'));
check($mysql->admin("SELECT text FROM $name.note") === [['milk']], 'the notes are in MySQL');
check(!preg_match('/Warning|Notice|Deprecated|Fatal|error/', $example->errors()), "nothing is logged: {$example->errors()}");
var_dump($example->stop());
$mysql->admin("DROP DATABASE $name");
--EXPECT--
200 {"driver":"mysql","rich":[{"name":"Ada","money":100},{"name":"Bob","money":50}],"sum":150}
200 {"sum":150,"refused by":"ConstraintException"}
200 [["Ada"],["Bob"],["Cid"]]
200 {"string":"Aha","hash":{"name":"Ada","city":"London"},"list":["a","b","c"],"ranking":["Grace","Ada"],"shape of Aha 1.x":{"result":{"city":"London"},"error":""}}
201 {"id":2,"text":"milk"}
200 [{"id":1,"text":"The first note"},{"id":2,"text":"milk"}]
200 {"id":1,"text":"The first note"}
int(0)
