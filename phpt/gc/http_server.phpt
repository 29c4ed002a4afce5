--TEST--
HTTP: a server that is caught in its own handlers is collected after stop
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
$server = new Server(<<<'PHP'
    class Witness
    {
        public function __construct(private string $name) {}
        public function __destruct() { echo "$this->name destructed\n"; }
    }
    function once(string $name, ?Closure $more = null): int
    {
        $server = new Aha\Server\Http('127.0.0.1', 0, ['process' => 'single']);
        $witness = new Witness($name);
        $handler = function ($req) use ($server, $witness) { return 'hello'; };
        $server->on('request', $handler)->on('start', function () use ($server, $handler) { })
            ->on('workerStart', function () use ($server) { $server->stop(); })->on('error', fn () => $server)
            ->on('shutdown', fn () => $server);
        $more && $more($server);
        $server->start();
        return $server->port();
    }
    class Own extends Aha\Server\Http
    {
        public ?Witness $witness = null;
        public $self;
        public function onRequest() { return $this->self; }
        public function onWorkerStart() { $this->stop(); }
    }
    gc_collect_cycles();
    once('first');
    once('second', function ($server) { $server->on('workerStop', function () use ($server) { yield Aha\sleep(0.001); return $server; }); });
    echo "before\n";
    var_dump(gc_collect_cycles() > 0);
    $own = new Own('127.0.0.1', 0, ['process' => 'single']);
    $own->witness = new Witness('subclass');
    $own->self = $own;
    $own->start();
    unset($own);
    var_dump(gc_collect_cycles() > 0);
    // Two that hold each other, never started.
    $a = new Aha\Server\Http('127.0.0.1', 0, ['process' => 'single']);
    $b = new Aha\Server\Http('127.0.0.1', 0, ['process' => 'single']);
    $w = new Witness('two of them');
    $a->on('request', fn () => [$b, $w]);
    $b->on('request', fn () => [$a, $w]);
    unset($a, $b, $w);
    var_dump(gc_collect_cycles() > 0, gc_collect_cycles());
    echo "end\n";
    PHP, wait: false);
var_dump($server->wait());
echo $server->log();
?>
--EXPECT--
int(0)
before
first destructed
second destructed
bool(true)
subclass destructed
bool(true)
two of them destructed
bool(true)
int(0)
end
