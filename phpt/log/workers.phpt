--TEST--
Logger: workers of a server: each record once, also of loggers that were made before the fork
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

$server = new Server('
use Aha\Log\Logger;
$before = new Logger(__DIR__ . "/before", ["format" => "line", "flush_interval" => 0.05]);
Logger::named(__DIR__ . "/named")->info("made before");
$before->info("master 1");
$server = server(function ($request) use ($before) {
    $before->info("request {$request->path} pid " . getmypid());
    Logger::named(__DIR__ . "/named")->info("request {$request->path}");
    return "pid " . getmypid();
}, ["worker_num" => 2, "process" => "prefork", "max_wait_time" => 5.0]);
$server->on("workerStart", function () use ($before) { $before->info("worker starts"); });
$server->start();
$before->info("master 2");
');
$pids = [];
for ($i = 0; $i < 200; $i++) {
    $pids[] = $server->get("/$i")->body;
}
check($server->stop() === 0, 'it stops');
$lines = array_map(fn ($line) => preg_replace(['/^\S+ \S+ INFO (\[\S+\] )?/', '/ pid \d+/'], '', $line), linesOf("$server->folder/before*"));
checkLines($lines, ['master 1', 'worker starts', 'worker starts', 'master 2', ...array_map(fn ($i) => "request /$i", range(0, 199))]);
$lines = array_map(fn ($line) => preg_replace('/^.*?\d\d:\d\d:\d\d /', '', $line), linesOf("$server->folder/named*"));
checkLines($lines, ['made before', ...array_map(fn ($i) => "request /$i", range(0, 199))]);
--EXPECT--
204 lines, each once
201 lines, each once
