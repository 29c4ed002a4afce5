--TEST--
Process: tick(), after() and clearTimer() of the server, in each worker; before start() they are refused
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';
$p = new Prefork("fn () => ['ticks' => \$GLOBALS['ticks'], 'after' => \$GLOBALS['after'], 'cleared' => \$GLOBALS['cleared']]", "'worker_num' => 2", <<<'PHP'
    $ticks = $after = $cleared = 0;
    $server->on('workerStart', function ($server) {
        $id = $server->tick(5, function ($id, $by) use ($server) {
            if (($GLOBALS['ticks'] += $by) === 6) {
                $GLOBALS['cleared'] = [$server->clearTimer($id), $server->clearTimer($id)];
            }
        }, 2);
        $server->after(5, function () { ++$GLOBALS['after']; });
    });
    PHP);
var_dump(eventually(fn () => $p->get('/')->body === '{"ticks":6,"after":1,"cleared":[true,false]}'), $p->stop());

$early = new Server(<<<'PHP'
    $server = new Aha\Server\Http('127.0.0.1', 0, ['worker_num' => 1]);
    $server->on('request', fn () => 1);
    $server->tick(1000, fn () => 1);
    try {
        $server->start();
    } catch (Aha\StateException $e) {
        echo $e->getMessage(), "\n";
    }
    exit(0);
    PHP, wait: false);
var_dump($early->wait());
echo $early->log();
?>
--EXPECT--
bool(true)
int(0)
int(0)
Timers and tasks were started before start(): they would belong to no worker. Start them in workerStart, or use "process" => "single"
