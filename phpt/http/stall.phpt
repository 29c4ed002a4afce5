--TEST--
HTTP: code that blocks the loop is named while it blocks, once, and counted
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    $server = server(function ($req) use (&$server) {
        switch ($req->path) {
            case '/loop':
                $end = microtime(true) + 0.5;
                while (microtime(true) < $end) { // line 6
                }
                echo "still in the loop's request\n";
                return 'looped';
            case '/c':
                usleep(500000); // line 11
                echo "still in the sleeper's request\n";
                return 'slept';
            case '/short':
                usleep(20000);
                return 'short';
            case '/stats':
                return $server->stats()['stall_count'];
        }
        return (function () { yield Aha\sleep(0.4); return 'waits properly'; })();
    }, ['stall_limit' => 0.15]);
    $server->start();
    PHP);
foreach (['/loop', '/c'] as $i => $path) {
    $i ? usleep(1_100_000) : 0; // one line a second at most
    echo $server->get($path);
}
foreach ([ '/short', '/stats', '/'] as $path) {
    echo $server->get($path);
}
var_dump($server->stop());
echo preg_replace('/for \d+ ms/', 'for N ms', $server->log());
?>
--EXPECT--
200 looped
200 slept
200 short
200 2
200 waits properly
int(0)
aha: the event loop is blocked for N ms by code at server.php:6
still in the loop's request
aha: the event loop is blocked for N ms by usleep() at server.php:11
still in the sleeper's request
