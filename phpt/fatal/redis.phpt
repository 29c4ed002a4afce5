--TEST--
A callback of Redis that throws, exits, breaks down; a script that ends within commands
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/../redis/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/child.inc';
require __DIR__ . '/../redis/server.inc';
$server = new RedisServer();
$begin = "\$redis = new Aha\\Storage\\Memory\\Redis(['port' => $server->port, 'timeout' => 20.0, 'connect_timeout' => 20.0]);\n";
$code = $begin . <<<'PHP'
Aha\run(function () use ($redis) {
    $redis->ping(function ($result, $error) {
        echo "$result\n";
        %s
    });
    $redis->blpop('never', 0);
    try { yield Aha\sleep(20); } finally { echo "main: finally\n"; }
});
PHP;
foreach (['throw new Exception("mine");', 'exit(7);', 'no_such_function();', 'eval("class {");'] as $what) {
    ob_start();
    child(sprintf($code, $what));
    echo preg_replace(['/ in Command line.*/', '/(Stack trace|#\d|  thrown).*\n/'], '', ob_get_clean());
}
foreach (['pipeline', 'multi'] as $method) { // user code within the call
    foreach (['throw new Exception("mine");', 'exit(7);', 'no_such_function();', 'eval("class {");'] as $what) {
        ob_start();
        child($begin . "Aha\\run(function () use (\$redis) { yield \$redis->ping(); yield \$redis->$method(function (\$b) { \$b->ping(); $what }); });");
        echo preg_replace(['/ in Command line.*/', '/(Stack trace|#\d|  thrown).*\n/'], '', ob_get_clean());
    }
}
child($begin . 'Aha\run(function () use ($redis) { yield $redis->ping(); $redis->get("k"); $redis->blpop("never", 0); $s = yield $redis->session(); $redis->subscribe("c"); exit(3); });');
child($begin . 'Aha\run(function () use ($redis) { yield $redis->ping(); $redis->get("k"); $redis->blpop("never", 0); $s = yield $redis->subscribe("c"); $s->next(); eval("class {"); });');
child($begin . 'ini_set("memory_limit", "16M"); Aha\run(function () use ($redis) { yield $redis->set("big", str_repeat("x", 6000000)); $redis->subscribe("c"); $all = []; while (true) { $all[] = yield $redis->get("big"); } });');
?>
--EXPECTF--
PONG
main: finally

Fatal error: Uncaught Exception: mine
status 255
PONG
main: finally
status 7
PONG
main: finally

Fatal error: Uncaught Error: Call to undefined function no_such_function()
status 255
PONG
main: finally

Parse error: syntax error, unexpected token "{", expecting identifier
status 255
Fatal error: Uncaught Exception: mine
status 255
status 7
Fatal error: Uncaught Error: Call to undefined function no_such_function()
status 255
Parse error: syntax error, unexpected token "{", expecting identifier
status 255
Fatal error: Uncaught Exception: mine
status 255
status 7
Fatal error: Uncaught Error: Call to undefined function no_such_function()
status 255
Parse error: syntax error, unexpected token "{", expecting identifier
status 255
status 3
Parse error: syntax error, unexpected token "{", expecting identifier in %s
status 255
Fatal error: Allowed memory size of 16777216 bytes exhausted %s
status 255
