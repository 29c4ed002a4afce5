--TEST--
Process: a signal that comes while the server starts stops it when it has started, without leaving files; a second one ends it at once
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
// The handler of start blocks, as one that talks to something slow does.
$start = <<<'PHP'
    $server->on('start', function () {
        touch(__DIR__ . '/started');
        for ($end = microtime(true) + 60; !is_file(__DIR__ . '/go') && microtime(true) < $end; usleep(1000));
        echo "the handler has ended\n";
    });
    $server->on('shutdown', fn () => print("shutdown\n"));
    PHP;
foreach (['prefork', 'single'] as $process) {
    foreach ([15, 2] as $signal) {
        foreach ([false, true] as $twice) {
            echo "$process: signal $signal", $twice ? ' twice' : '', ': ';
            $options = $process === 'prefork' ? "'control_socket' => __DIR__ . '/control', 'pid_file' => __DIR__ . '/pid', 'worker_num' => 2" : '';
            $server = new Server("\$server = server(fn () => 'x', ['process' => '$process', $options]); $start \$server->start(); echo 'start() returned';", [], false);
            eventually(fn () => is_file("$server->folder/started"));
            $server->signal($signal);
            if ($twice) {
                // Two signals of one kind that wait are one: the second is sent until it has ended.
                eventually(fn () => !$server->isRunning() || $server->signal($signal));
            } else {
                touch("$server->folder/go");
            }
            echo 'exit code ', $server->wait(), ', ', json_encode(preg_replace('/^.*?(aha: |the |start|shutdown)/m', '$1', trim($server->log()))), "\n";
            $left = array_diff(scandir($server->folder), ['.', '..', 'go', 'started', 'log', 'server.php']);
            echo $twice ? '' : 'left: ' . json_encode(array_values($left)) . "\n";
        }
    }
}
?>
--EXPECT--
prefork: signal 15: exit code 0, "the handler has ended\nshutdown\nstart() returned"
left: []
prefork: signal 15 twice: exit code 143, ""
prefork: signal 2: exit code 0, "the handler has ended\nshutdown\nstart() returned"
left: []
prefork: signal 2 twice: exit code 130, ""
single: signal 15: exit code 0, "the handler has ended\nshutdown\nstart() returned"
left: []
single: signal 15 twice: exit code 143, ""
single: signal 2: exit code 0, "the handler has ended\nshutdown\nstart() returned"
left: []
single: signal 2 twice: exit code 130, ""
