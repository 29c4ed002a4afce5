--TEST--
Mvc: aha.mode of the configuration: fibers for all functions of the application, a scheduler for its tasks
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$files = [
    'Actions/Await' => 'return implode(" ", \Aha\await([\Aha\sleep(0)->then(fn () => "awaited"), (function () { yield \Aha\sleep(0); return "too"; })()])) . $this->_objDispatcher->get("filter", "");',
    'Actions/Deep' => 'private function deep() { return \Aha\await(\Aha\Future::resolved("deep")); } public function excute() { return $this->deep(); }',
    'Actions/Later' => 'yield \Aha\sleep(0); return "yielded";',
    'Actions/Plain' => 'return get_debug_type(\Fiber::getCurrent());',
    'Actions/Task' => '$s = $this->_objDispatcher->getBootstrap()->getScheduler(); if (!$s) { return "no scheduler"; }
        $s->newTask(function () { yield \Aha\sleep(0.001); error_log("task is done"); }); return "tasks: " . $s->count();',
    'Actions/Wait' => '$s = $this->_objDispatcher->getBootstrap()->getScheduler(); $s->newTask(function () { yield \Aha\sleep(0.001); throw new \DomainException("of a task"); }); yield $s->run(); return "no task any more: " . $s->count();',
];
foreach (['fiber', 'coroutine', null] as $mode) {
    echo '-- ', $mode ?? 'none', "\n";
    $config = $mode === null ? [] : ['Config/Aha' => "<?php return ['mode' => '$mode'];"];
    $filter = $mode === 'fiber' ? '$app->getFilter()->registerPreDispatch(function ($dispatcher, $data) { Aha\await(Aha\sleep(0)); $dispatcher->set("filter", ", behind a filter"); return $data["callback"]($dispatcher, $data); });' : '';
    $server = mvcServer($files + $config, $filter);
    foreach (['/await', '/deep', '/later', '/plain', '/task'] as $path) {
        echo $path, ' ', $server->get($path);
    }
    if ($mode === 'coroutine') {
        var_dump($server->logs('task is done'));
        $server->log();
        echo '/wait ', $server->get('/wait');
        preg_match('~unhandled error.* in ~', $server->log(), $line);
        echo $line[0] ?? 'NOTHING LOGGED', "\n";
    }
    echo $server->stop(), "\n";
}
?>
--EXPECT--
-- fiber
/await 200 awaited too, behind a filter
/deep 200 deep
/later 200 yielded
/plain 200 Fiber
/task 200 no scheduler
0
-- coroutine
/await 500 page: 500 Internal Server Error: 
/deep 500 page: 500 Internal Server Error: 
/later 200 yielded
/plain 200 null
/task 200 tasks: 1
bool(true)
/wait 200 no task any more: 0
unhandled error in a task of a scheduler: DomainException: of a task in 
0
-- none
/await 500 page: 500 Internal Server Error: 
/deep 500 page: 500 Internal Server Error: 
/later 200 yielded
/plain 200 null
/task 200 no scheduler
0
