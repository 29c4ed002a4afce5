--TEST--
Examples: Redis, with a server and without
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/../redis/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/example.inc';
require __DIR__ . '/../redis/server.inc';
$server = new RedisServer(['--requirepass', 'geheim']);
$run = escapeshellarg(PHP_BINARY) . ' -n -d extension=' . escapeshellarg(getenv('AHA_EXTENSION') ?: dirname(__DIR__, 2) . '/modules/aha.so') . ' ' . escapeshellarg(EXAMPLES . '/22-redis.php') . ' 2>&1';
echo shell_exec("env -u REDIS_HOST $run"), shell_exec("REDIS_HOST=127.0.0.1 REDIS_PORT=$server->port REDIS_PASSWORD=geheim $run");
?>
--EXPECT--
There is no Redis server to talk to: set REDIS_HOST, e.g. REDIS_HOST=127.0.0.1
Aha null
{"name":"Ada","city":"London"} {"id":"7","name":"Ada","city":"London"}
["a","b","c"] 2
["Ada","10","Grace","20"]
callback: {"name":"Ada"} 
coroutine: {"result":{"city":"London"},"error":""}
WRONGTYPE from LPUSH
[1,2] [3,"3"]
one less
13
hello
7 keys
0 lost, 0 waiting
