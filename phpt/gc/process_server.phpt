--TEST--
Process: a server with workers that is caught in its own handlers is collected: never started, and in the master after stop
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../process/process.inc';
$server = new Server(<<<'PHP'
    class Witness
    {
        public function __construct(private string $name) {}
        public function __destruct() { echo "$this->name destructed in ", getmypid() === MASTER ? 'the master' : 'a worker', "\n"; }
    }
    define('MASTER', getmypid());
    const EVENTS = ['start', 'shutdown', 'managerStart', 'managerStop', 'workerError', 'workerStart', 'workerStop', 'task', 'finish',
        'pipeMessage', 'request', 'error'];

    // One event at a time holds the server: each of them is seen by the collector.
    foreach (EVENTS as $event) {
        $server = new Aha\Server\Http('127.0.0.1', 0);
        $witness = new Witness($event);
        $server->on($event, function () use ($server, $witness) {});
        unset($server, $witness);
        echo gc_collect_cycles() > 0 ? '' : "$event: not collected\n";
    }
    $server = new Aha\Server\Http('127.0.0.1', 0);
    $witness = new Witness('addProcess');
    $server->addProcess(function () use ($server, $witness) {});
    unset($server, $witness);
    echo gc_collect_cycles() > 0 ? '' : "addProcess: not collected\n";
    // A handler in place of another lets that one go.
    $server = new Aha\Server\Http('127.0.0.1', 0);
    foreach (EVENTS as $event) {
        $witness = new Witness("old $event");
        $server->on($event, fn () => $witness);
        unset($witness);
        $server->on($event, fn () => 1);
    }
    unset($server);

    class Own extends Aha\Server\Http
    {
        public $self;
        public ?Witness $witness = null;
        public function onRequest() { return 'x'; }
        public function onTask() { return 1; }
        public function onPipeMessage() {}
        public function onFinish() {}
        public function onWorkerStart() { $this->isTaskWorker() || $this->task(1, -1, fn () => $this->stop()); }
    }
    $paths = ['control_socket' => __DIR__ . '/control', 'pid_file' => __DIR__ . '/pid', 'worker_num' => 1, 'task_worker_num' => 1, 'stall_limit' => 0.0];
    (function () use ($paths) {
        $own = new Own('127.0.0.1', 0, $paths);
        $own->self = $own;
        $own->witness = new Witness('subclass');
        $own->start();
    })();
    echo "subclass has ended\n";
    var_dump(gc_collect_cycles() > 0);

    (function () use ($paths) {
        $server = new Aha\Server\Http('127.0.0.1', 0, $paths);
        $witness = new Witness('started');
        foreach (EVENTS as $event) {
            $server->on($event, fn () => [$server, $witness]);
        }
        // All of them have been called when it ends.
        $server->on('workerStart', function ($server) use ($witness) {
            if (!$server->isTaskWorker()) {
                $server->task(1, -1, function () use ($server, $witness) { $server->sendMessage('m', 1); $server->task(2); });
            }
        });
        $server->on('task', fn ($server, $id, $from, $data) => $data);
        $server->on('finish', function ($server, $id, $result) use ($witness) { $result === 2 && $server->stop(); });
        $server->start();
    })();
    echo "it has ended\n";
    var_dump(gc_collect_cycles() > 0, gc_collect_cycles());
    echo "end\n";
    PHP, wait: false);
var_dump($server->wait());
$lines = explode("\n", rtrim($server->log()));
echo implode("\n", preg_grep('/^aha: serving/', $lines, PREG_GREP_INVERT)), "\n"; // each once, although workers had copies
?>
--EXPECT--
int(0)
start destructed in the master
shutdown destructed in the master
managerStart destructed in the master
managerStop destructed in the master
workerError destructed in the master
workerStart destructed in the master
workerStop destructed in the master
task destructed in the master
finish destructed in the master
pipeMessage destructed in the master
request destructed in the master
error destructed in the master
addProcess destructed in the master
old start destructed in the master
old shutdown destructed in the master
old managerStart destructed in the master
old managerStop destructed in the master
old workerError destructed in the master
old workerStart destructed in the master
old workerStop destructed in the master
old task destructed in the master
old finish destructed in the master
old pipeMessage destructed in the master
old request destructed in the master
old error destructed in the master
subclass has ended
subclass destructed in the master
bool(true)
it has ended
started destructed in the master
bool(true)
int(0)
end
