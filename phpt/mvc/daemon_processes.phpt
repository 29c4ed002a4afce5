--TEST--
Aha\Daemon in the processes of a server: each runs it and spawns tasks; a reload reads the configuration anew; a kill, a stop
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
require __DIR__ . '/../process/process.inc';

$folder = application([
    'Config/Aha' => '<?php return ["mode" => "coroutine", "worker_num" => 2, "word" => "first"];',
    'Config/Boot' => '<?php return ["worker" => [fn ($app) => error_log("said: boot item of " . get_class($app))]];',
    'Worker' => '<?php
        namespace App;
        class Worker
        {
            public function start($server, $id)
            {
                $daemon = \Aha\Daemon::getInstance("App")->run();
                $word = $daemon->getConfig()->get("aha.word");
                $scheduler = $daemon->getScheduler();
                $done = 0;
                $said = false;
                $timer = \Aha\Timer::tick(5, function () use ($scheduler, &$done, &$said, $word) {
                    for ($i = 0; $i < 10; $i++) {
                        $scheduler->newTask(function () use (&$done) { yield \Aha\sleep(0.001); $done++; });
                    }
                    if (!$said && $done >= 50) {
                        $said = true;
                        error_log("said: 50 tasks are done, $word");
                    }
                });
                try {
                    yield \Aha\sleep(3600);
                } finally {
                    \Aha\Timer::clear($timer);
                    yield $scheduler->run();
                    error_log("said: ends with " . $scheduler->count() . " tasks");
                }
            }
        }',
]);
$prefork = new Prefork('fn () => "status"', "'worker_num' => 1, 'max_wait_time' => 20.0", <<<PHP
    Aha\\Daemon::initLoader()->registerNamespace('App', '$folder');
    for (\$i = 0; \$i < 2; \$i++) {
        \$server->addProcess([new class { public function start(\$server, \$id) { return (new App\\Worker)->start(\$server, \$id); } }, 'start'], ['name' => "worker-\$i"]);
    }
    PHP);
$text = '';
$await = function (string $line, int $times) use ($prefork, &$text) {
    $found = eventually(function () use ($prefork, &$text, $line, $times) {
        $text .= $prefork->server->log();
        return substr_count($text, "said: $line") >= $times;
    });
    echo $found ? "$times x $line\n" : "MISSING: $line\n$text";
};
$await('boot item of Aha\Daemon', 2);
$await('50 tasks are done, first', 2);

echo "-- reload\n";
writeFile("$folder/App/Config/Aha.php", '<?php return ["mode" => "coroutine", "word" => "second"];');
echo json_encode($prefork->ask('reload')['ok'] ?? null), "\n";
$await('ends with 0 tasks', 2);
$await('50 tasks are done, second', 2);

echo "-- kill\n";
$text = '';
$workers = fn () => array_values(array_filter($prefork->processes('serving'), fn ($w) => str_starts_with($w['name'] ?? '', 'worker-')));
eventually(fn () => count($workers()) === 2);
kill($workers()[0]['pid'], 9);
$await('50 tasks are done, second', 1);

echo "-- stop\n";
eventually(fn () => count($workers()) === 2);
echo $prefork->stop(), "\n";
$await('ends with 0 tasks', 2);
?>
--EXPECT--
2 x boot item of Aha\Daemon
2 x 50 tasks are done, first
-- reload
true
2 x ends with 0 tasks
2 x 50 tasks are done, second
-- kill
1 x 50 tasks are done, second
-- stop
0
2 x ends with 0 tasks
