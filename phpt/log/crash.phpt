--TEST--
Logger: SIGSEGV and SIGABRT from outside: what waits is written, once; a child of a worker writes nothing twice
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv('AHA_SANITIZED')) die('skip sanitizers have signal handlers of their own'); ?>
--FILE--
<?php
require __DIR__ . '/log.inc';

$folder = temporaryFolder();
foreach ([11, 6] as $signal) {
    @unlink("$folder/log");
    $script = new Script('$logger = new Logger("$folder/log", ["flush_interval" => 3600, "format" => "json"]);
        Aha\run(function () use ($logger) {
            for ($i = 0; $i < 500; $i++) { $logger->info("line $i"); }
            echo "ready\n";
            yield Aha\sleep(60);
        });', $folder, ['opcache.enable=0']);
    check($script->readLine() === "ready\n", 'it runs');
    check(!is_file("$folder/log") || filesize("$folder/log") === 0, 'nothing is written yet');
    $script->signal($signal);
    $script->output();
    echo 'exit code ', $script->exitCode(), ': ';
    checkLines(array_map(fn ($line) => json_decode($line)->message, file("$folder/log")), array_map(fn ($i) => "line $i", range(0, 499)));
}
--EXPECT--
exit code 139: 500 lines, each once
exit code 134: 500 lines, each once
