--TEST--
Process: addProcess(): wrong uses; a handler that throws, exits, breaks down, ends at once, blocks
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$tell = function (callable $use) {
    try {
        $use();
        echo "no error\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
};
$make = fn (array $options = []) => new Aha\Server\Http('127.0.0.1', 0, $options + ['worker_num' => 2]);
$server = $make();
$tell(fn () => $server->addProcess('nothing'));
$tell(fn () => $server->addProcess('strlen', ['nam' => 'x']));
$tell(fn () => $server->addProcess('strlen', ['name' => '']));
$tell(fn () => $server->addProcess('strlen', ['name' => 'a b']));
$tell(fn () => $server->addProcess('strlen', ['name' => str_repeat('a', 32)]));
echo $server->addProcess('strlen', ['name' => str_repeat('a', 31)]), "\n";
$tell(fn () => $server->addProcess('strlen', ['name' => str_repeat('a', 31)]));
$tell(fn () => $server->addProcess('strlen', ['restart' => 'yes']));
$tell(fn () => $server->addProcess('strlen', ['max_wait_time' => -1]));
$tell(fn () => $make(['process' => 'single', 'worker_num' => 1])->addProcess('strlen'));
$many = $make();
for ($i = 0; $i < 256; ++$i) {
    $many->addProcess('strlen');
}
$tell(fn () => $many->addProcess('strlen'));

$handlers = [
    'throws' => 'throw new LogicException("failed");',
    'throws in a child' => 'Aha\go(function () { yield Aha\sleep(0.01); throw new LogicException("child failed"); }); yield Aha\sleep(3600);',
    'exits' => 'yield Aha\sleep(0.001); exit(7);',
    'fatal' => 'yield Aha\sleep(0.001); eval("function f() {} function f() {}");',
    'memory' => 'yield Aha\sleep(0.001); $x = str_repeat("x", 1 << 30);',
    'ends' => 'return 1;',
    'fiber' => 'yield Aha\fiber(function () { Aha\await(Aha\sleep(0.001)); throw new LogicException("in a fiber"); });',
];
foreach ($handlers as $name => $code) {
    $prefork = new Prefork('fn () => "alive"', "'worker_num' => 1", <<<PHP
        ini_set('memory_limit', '64M');
        \$server->on('workerError', fn (\$server, \$id, \$pid, \$code, \$signal) => error_log("workerError \$id, code \$code, signal \$signal"));
        \$server->addProcess(function () { $code }, ['name' => 'x']);
        PHP);
    echo "-- $name\n";
    $text = '';
    $again = eventually(function () use ($prefork, &$text) { // five times, then not at once any more
        $text .= $prefork->server->log();
        return preg_match('/the next one is started in 1 s/', $text);
    });
    echo $again ? '' : "NOT STARTED AGAIN AND AGAIN\n$text";
    preg_match_all('/^.*(?:workerError|unhandled|Fatal|process x).*$/m', $text, $lines);
    $lines = array_unique(preg_replace(['/\(pid \d+\)/', '/(server|child)\.(php|inc)\S*|in \/\S+/', '/ \(tried to allocate.*| \(previously.*/', '/a new one is started|the next one is started in 1 s/'], ['(pid P)', 'FILE', '', 'AGAIN'], $lines[0]));
    sort($lines);
    echo implode("\n", $lines), "\n", $prefork->get('/'), $prefork->stop(), "\n";
}
echo "-- blocks\n";
$prefork = new Prefork('fn () => "alive"', "'worker_num' => 1, 'max_wait_time' => 0.2", <<<'PHP'
    $server->addProcess(function () { error_log('begun'); for (;;) { sleep(1); } }, ['name' => 'x']);
    PHP);
var_dump($prefork->server->logs('begun'));
echo $prefork->get('/'), $prefork->stop(), "\n";
var_dump((bool) preg_match('/process x \(pid \d+\) has not ended within [\d.]+ s and is killed/', $prefork->server->log()));
?>
--EXPECT--
TypeError: Aha\Network\Server::addProcess(): Argument #1 ($handler) must be a valid callback, function "nothing" not found or invalid function name
Aha\ConfigException: addProcess(): unknown option "nam"; did you mean "name"?
Aha\ConfigException: addProcess(): option "name" must be a string that is not empty, "" given
Aha\ConfigException: addProcess(): option "name" must be 1 to 31 letters, digits, '-', '_' or '.', "a b" given
Aha\ConfigException: addProcess(): option "name" must be 1 to 31 letters, digits, '-', '_' or '.', "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" given
2
Aha\ConfigException: addProcess(): there is a process "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" already
Aha\ConfigException: addProcess(): option "restart" must be true or false, "yes" given
Aha\ConfigException: addProcess(): option "max_wait_time" must be a number of seconds from 0 to 1e+07, -1 given
Aha\ConfigException: addProcess() needs "process" => "prefork": this server is one process
Aha\ConfigException: addProcess(): there are 256 processes already
-- throws
aha: process x (pid P) ended unexpectedly: exit code 1; AGAIN
aha[process x]: unhandled error in process x: LogicException: failed in FILE
workerError 1, code 1, signal 0
200 alive
0
-- throws in a child
aha: process x (pid P) ended unexpectedly: exit code 1; AGAIN
aha[process x]: unhandled error in process x: LogicException: child failed in FILE
workerError 1, code 1, signal 0
200 alive
0
-- exits
aha: process x (pid P) has ended; AGAIN
200 alive
0
-- fatal
PHP Fatal error:  Cannot redeclare f()
aha: process x (pid P) ended unexpectedly: exit code 255; AGAIN
workerError 1, code 255, signal 0
200 alive
0
-- memory
PHP Fatal error:  Allowed memory size of 67108864 bytes exhausted
aha: process x (pid P) ended unexpectedly: exit code 255; AGAIN
workerError 1, code 255, signal 0
200 alive
0
-- ends
aha: process x (pid P) has ended; AGAIN
200 alive
0
-- fiber
aha: process x (pid P) ended unexpectedly: exit code 1; AGAIN
aha[process x]: unhandled error in process x: LogicException: in a fiber in FILE
workerError 1, code 1, signal 0
200 alive
0
-- blocks
bool(true)
200 alive
0
bool(true)
