--TEST--
Logger: while the loop runs, records are collected; errors, flush(), time, size and every kind of end write them
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

$folder = temporaryFolder();
$seen = 'function seen() { return substr_count((string) @file_get_contents($GLOBALS["folder"] . "/log"), "\n"); }
    function wait(int $lines) { for ($i = 0; $i < 1000 && seen() < $lines; $i++) { yield Aha\sleep(0.01); } return seen(); }
    $logger = new Logger("$folder/log", ($options ?? []) + ["flush_interval" => 3600]);';

script("$seen" . '
$logger->info("without a loop");
echo seen(), " at once\n";
Aha\run(function () use ($logger) {
    $logger->info("calm");
    yield Aha\sleep(0.01);
    echo seen(), " after a calm record\n";
    $logger->error("urgent");
    echo seen(), " right after an urgent one\n";
    echo yield wait(3), " a little later\n";
    while ($logger->stats()["written"] < 3) { yield Aha\sleep(0.01); } // the thread has written, the loop is to hear of it
    $logger->info("more");
    echo json_encode($logger->stats()), "\n";
    var_dump($logger->flush());
    echo seen(), " after flush()\n";
    $logger->info("last");
});
echo seen(), " after run()\n";', $folder);

unlink("$folder/log");
script('$options = ["flush_interval" => 0.02, "flush_size" => 1000];' . $seen . '
Aha\run(function () use ($logger) {
    $logger->info("by time");
    echo seen(), " ", yield wait(1), "\n";
});
$logger = new Logger("$folder/log", ["flush_interval" => 3600, "flush_size" => 1000]);
Aha\run(function () use ($logger) {
    for ($i = 0; $i < 40; $i++) { $logger->info("by size"); }
    echo seen(), " ", yield wait(41), "\n";
});', $folder);

$ends = ['exit()' => 'exit(3);', 'exception' => 'throw new Exception("x");', 'fatal error' => 'eval("class X extends X {}"); $a = null; $a->b();',
    'compile error' => 'eval("function f() {} function f() {}");', 'memory limit' => 'ini_set("memory_limit", "4M"); str_repeat("x", 1 << 24);',
    'time limit' => 'set_time_limit(1); for (;;);', 'object of the script' => '$GLOBALS["kept"] = $logger;', 'named' => 'Logger::named($GLOBALS["folder"] . "/log")->info("named");'];
foreach ($ends as $name => $end) {
    @unlink("$folder/log");
    $script = new Script("$seen" . 'Aha\run(function () use ($logger) { for ($i = 0; $i < 100; $i++) { $logger->info("line $i"); } ' . $end . ' });', $folder);
    $script->output();
    echo "$name: exit code ", $script->exitCode(), ', ', count(file("$folder/log")), " lines\n";
}
--EXPECT--
1 at once
1 after a calm record
1 right after an urgent one
3 a little later
{"written":3,"dropped":0,"bytes":139,"errors":0,"waiting":42}
bool(true)
4 after flush()
5 after run()
0 1
1 41
exit(): exit code 3, 100 lines
exception: exit code 255, 100 lines
fatal error: exit code 255, 100 lines
compile error: exit code 255, 100 lines
memory limit: exit code 255, 100 lines
time limit: exit code 255, 100 lines
object of the script: exit code 0, 100 lines
named: exit code 0, 101 lines
